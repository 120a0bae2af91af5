package dev.gatehouse.attack;

/** The isolation rules, by the names of their headings in docs/isolation.md. */
public enum Rule {
  NAMESPACE_FROM_TOKEN("The namespace comes from the token alone"),
  SELECTORS_AGREE("A namespace that the client names must be the token's"),
  ONE_SELECTOR("sqld gets one selector, and Gatehouse sets it"),
  ROUTES("Only known routes exist"),
  SEALED_HANDLES("Batons and client ids are bound to their owner"),
  SQL_GUARD("SQL stays inside the tenant's database"),
  SECOND_LOCK("sqld sees a token for one namespace and one access"),
  FRAMING("Requests are framed anew"),
  STRICT_CLAIMS("A token says exactly one namespace"),
  CLEAN_ANSWERS("What sqld says is cleaned"),
  SESSIONS("Sessions end with their right"),
  PROCESS("One tenant cannot take sqld down");

  private final String heading;

  Rule(String heading) {
    this.heading = heading;
  }

  /** The rule's heading in docs/isolation.md. */
  public String heading() {
    return heading;
  }
}
