package dev.gatehouse.gateway.journey.rewrite.guard;

/** Why the guard refuses a text or the message that carries it. */
public enum Reason {
  FORBIDDEN_NAME("the statement uses a function or table that is not available"),
  ATTACH("ATTACH and DETACH are not available"),
  EXPLAIN_PRAGMA("EXPLAIN of a PRAGMA is not available"),
  FORBIDDEN_PRAGMA("this PRAGMA is not available"),
  DESCRIBE_OTHER("only plain statements can be described"),
  DESCRIBE_STORED("a stored text cannot be described; send its sql"),
  OPERATOR_CHAIN("an expression has too many operators"),
  TEXT_TOO_LONG("the SQL text is too long"),
  AMBIGUOUS_TEXT("the SQL text can be read in two ways"),
  TOO_MANY_STATEMENTS("the message holds too many statements"),

  MALFORMED("the message is malformed"),
  DUPLICATE_FIELD("the message has a field twice"),
  UNKNOWN_FIELD("the message has an unknown field"),
  INVALID_TEXT("the message has a text that is not Unicode"),
  TOO_DEEP("the message is nested too deeply"),
  HANDLE_TOO_LONG("the baton, token or client id is too long");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /** What the client may be told. */
  public String sentence() {
    return sentence;
  }

  /** Whether the message itself cannot be read, not only an SQL text in it. */
  public boolean isAboutCarrier() {
    return compareTo(MALFORMED) >= 0;
  }
}
