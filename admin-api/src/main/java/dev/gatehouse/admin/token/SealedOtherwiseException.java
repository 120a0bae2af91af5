package dev.gatehouse.admin.token;

/** The signing keys in the registry cannot be opened with this master key. */
public final class SealedOtherwiseException extends Exception {
  private static final long serialVersionUID = 1;

  SealedOtherwiseException(String message, Throwable cause) {
    super(message, cause);
  }
}
