package dev.gatehouse.gateway.journey.rewrite.guard;

/** Leaves the reading of a carrier at the first thing that must not pass. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  UnreadableException(Reason reason) {
    super(reason.sentence(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
