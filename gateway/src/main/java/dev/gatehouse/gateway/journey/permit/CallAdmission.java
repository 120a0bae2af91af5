package dev.gatehouse.gateway.journey.permit;

import dev.gatehouse.gateway.exchange.MinuteQuota;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.journey.decode.Arrived;
import java.util.Optional;

/** How often an address may call the identity endpoints, whoever sits there. */
public final class CallAdmission {
  private static final int ADDRESSES_MAX = 50_000;

  private final MinuteQuota<Long> calls;

  public CallAdmission(int callsPerMinuteMax) {
    this.calls = new MinuteQuota<>("calls from this address", callsPerMinuteMax, ADDRESSES_MAX);
  }

  public Outcome<Arrived> admit(Arrived arrived) {
    Optional<Refusal> objection = calls.take(arrived.exchange().client().network());
    return objection
        .<Outcome<Arrived>>map(Outcome::stopped)
        .orElseGet(() -> Outcome.ready(arrived));
  }
}
