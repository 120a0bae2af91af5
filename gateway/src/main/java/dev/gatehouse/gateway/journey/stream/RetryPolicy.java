package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ByUpstream;

/** Whether a request may be sent once more: only when sqld has not run it. */
final class RetryPolicy {
  /** An sqld that opens and closes many namespaces may forget one twice in a row. */
  static final int TRIES_MAX = 3;

  private RetryPolicy() {}

  static boolean allows(Refusal refusal) {
    return refusal instanceof ByUpstream failure && !failure.requestSent();
  }
}
