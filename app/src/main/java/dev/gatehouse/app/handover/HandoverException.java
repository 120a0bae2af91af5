package dev.gatehouse.app.handover;

/** One Gatehouse does not take the place of another; the message says why. */
public final class HandoverException extends Exception {
  private static final long serialVersionUID = 1L;

  HandoverException(String message) {
    super(message);
  }

  HandoverException(String message, Throwable cause) {
    super(message, cause);
  }
}
