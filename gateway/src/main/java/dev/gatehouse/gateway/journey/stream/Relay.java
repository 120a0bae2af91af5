package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.journey.send.Sent;

/** The stage that moves the bytes of both directions. */
public final class Relay {
  private final RelayBounds bounds;

  public Relay(RelayBounds bounds) {
    this.bounds = bounds;
  }

  public Outcome<Settled> stream(Sent sent) {
    Exchange exchange = sent.rewritten().permitted().located().identified().arrived().exchange();
    var phase = new RelayPhase();
    Later<Settled> settled = exchange.await(bounds.requestBody(), phase::silence);
    new Relaying(exchange, sent, bounds, phase, settled).start();
    return settled;
  }
}
