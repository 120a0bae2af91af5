package dev.gatehouse.sqld;

/** sqld does not let this token do that on this namespace. */
public final class SqldRefusedException extends SqldException {
  private static final long serialVersionUID = 1L;

  SqldRefusedException(String sentence) {
    super(sentence);
  }
}
