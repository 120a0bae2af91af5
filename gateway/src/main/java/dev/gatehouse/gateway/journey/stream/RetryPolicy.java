package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ByUpstream;

/** Whether a request may be sent a second time: only when sqld has not run it. */
final class RetryPolicy {
  private RetryPolicy() {}

  static boolean allows(Refusal refusal) {
    return refusal instanceof ByUpstream failure && !failure.requestSent();
  }
}
