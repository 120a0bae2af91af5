package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.journey.identify.Caller;
import dev.gatehouse.tenancy.TenantRecord;

/** A session under way, as other threads may see and end it. */
@CrossThread
public final class LiveSession {
  private final Exchange exchange;
  private final TenantRecord tenant;
  private volatile Caller caller;

  LiveSession(Exchange exchange, TenantRecord tenant, Caller caller) {
    this.exchange = exchange;
    this.tenant = tenant;
    this.caller = caller;
  }

  /** The tenant, as the registry knew it when the session began. */
  public TenantRecord tenant() {
    return tenant;
  }

  /** Whom the session's latest token names. */
  public Caller caller() {
    return caller;
  }

  void renew(Caller renewed) {
    caller = renewed;
  }

  void end(Refusal refusal) {
    exchange.loop().execute(() -> exchange.interrupt(refusal));
  }
}
