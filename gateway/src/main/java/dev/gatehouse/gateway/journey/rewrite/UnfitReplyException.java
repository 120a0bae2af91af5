package dev.gatehouse.gateway.journey.rewrite;

/** What sqld answered is nothing that may be passed on. */
final class UnfitReplyException extends Exception {
  private static final long serialVersionUID = 1;

  UnfitReplyException(String what) {
    super(what, null, false, false);
  }
}
