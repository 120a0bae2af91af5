package dev.gatehouse.loadtest.scenario.revocation;

import java.util.regex.Pattern;

/** How a right ends. */
enum Way {
  REVOKE("TOKEN_REVOKED", "has been revoked"),
  ROTATE("TOKEN_REVOKED", "has been revoked"),
  SUSPEND("NAMESPACE_SUSPENDED", "is suspended"),
  DELETE("NAMESPACE_NOT_FOUND", "No database belongs"),
  /** Tokens of a name that may be taken again are taken back. */
  PURGE("NAMESPACE_NOT_FOUND|TOKEN_REVOKED", "No database belongs|has been revoked"),
  EXPIRE("TOKEN_EXPIRED", "has expired");

  private final Pattern code;
  private final Pattern text;

  Way(String code, String text) {
    this.code = Pattern.compile(code);
    this.text = Pattern.compile(text);
  }

  /** Whether this is what a client is to be told. */
  boolean isToldBy(String answer) {
    return code.matcher(answer).find() || text.matcher(answer).find();
  }
}
