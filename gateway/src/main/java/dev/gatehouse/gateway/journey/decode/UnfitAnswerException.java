package dev.gatehouse.gateway.journey.decode;

/** What sqld answered cannot be said in the client's protocol. */
final class UnfitAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  private final String what;

  UnfitAnswerException(String what) {
    super(what, null, false, false);
    this.what = what;
  }

  String what() {
    return what;
  }
}
