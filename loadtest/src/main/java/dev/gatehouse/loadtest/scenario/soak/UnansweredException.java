package dev.gatehouse.loadtest.scenario.soak;

/** What was asked has no answer that tells what became of it. */
final class UnansweredException extends Exception {
  private static final long serialVersionUID = 1;

  UnansweredException(String kind) {
    super(kind);
  }

  /** What came instead, in few words. */
  String kind() {
    return String.valueOf(getMessage());
  }
}
