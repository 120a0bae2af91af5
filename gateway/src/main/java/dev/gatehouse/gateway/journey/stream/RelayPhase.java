package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.RequestTimeout;
import dev.gatehouse.gateway.exchange.Refusal.ResponseTimeout;

/** How far a relayed exchange has come. */
final class RelayPhase {
  private boolean requestSent;
  private boolean requestEnded;

  void onRequestSent() {
    requestSent = true;
  }

  void onRequestEnded() {
    requestEnded = true;
  }

  boolean isRequestSent() {
    return requestSent;
  }

  boolean isRequestEnded() {
    return requestEnded;
  }

  /** What it means that nothing moves in this phase. */
  Refusal silence() {
    return requestEnded ? new ResponseTimeout() : new RequestTimeout();
  }
}
