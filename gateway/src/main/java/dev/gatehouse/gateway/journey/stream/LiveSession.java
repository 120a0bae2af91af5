package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.journey.identify.Caller;
import dev.gatehouse.gateway.journey.permit.Held;
import dev.gatehouse.tenancy.TenantRecord;

/** A session under way, as other threads may see and end it. */
@CrossThread
public final class LiveSession implements Held {
  private final Exchange exchange;
  private final TenantRecord tenant;
  private volatile Caller caller;

  LiveSession(Exchange exchange, TenantRecord tenant, Caller caller) {
    this.exchange = exchange;
    this.tenant = tenant;
    this.caller = caller;
  }

  @Override
  public TenantRecord tenant() {
    return tenant;
  }

  @Override
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
