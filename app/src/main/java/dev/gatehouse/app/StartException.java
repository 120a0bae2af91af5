package dev.gatehouse.app;

/** Gatehouse cannot start; the message says why, and what to do, in one sentence. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1;

  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
