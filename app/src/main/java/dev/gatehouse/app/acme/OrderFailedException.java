package dev.gatehouse.app.acme;

import java.time.Instant;
import java.util.Optional;

/** There is no certificate this time; the message says why and what to do. */
final class OrderFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Optional<Instant> notBefore;

  OrderFailedException(String message, Optional<Instant> notBefore, Throwable cause) {
    super(message, cause);
    this.notBefore = notBefore;
  }

  OrderFailedException(String message) {
    super(message);
    this.notBefore = Optional.empty();
  }

  /** When the authority is ready to be asked again, if it said so. */
  Optional<Instant> notBefore() {
    return notBefore;
  }
}
