package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ConnectFailed;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamForgot;
import dev.gatehouse.gateway.journey.decode.HranaProtocol;
import dev.gatehouse.gateway.journey.rewrite.HelloToken;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import dev.gatehouse.tenancy.NamespaceId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The stage that opens a session with sqld: a connection, an upgrade and a hello of its own. */
public final class WebSocketConnector {
  private final WebSocketDial dial;
  private final Breakers breakers;
  private final Duration patience;

  /**
   * How sessions are opened.
   *
   * @param dial what connects
   * @param breakers which nodes are asked
   * @param patience the wait for a connection, and for sqld's answers to the upgrade and the hello
   */
  public WebSocketConnector(WebSocketDial dial, Breakers breakers, Duration patience) {
    this.dial = dial;
    this.breakers = breakers;
    this.patience = patience;
  }

  /** Opens the session; once more where sqld has forgotten a namespace that the registry knows. */
  public Outcome<Opened> open(Rewritten rewritten, HranaProtocol protocol) {
    return attempt(rewritten, protocol)
        .otherwise(
            refusal ->
                refusal instanceof UpstreamForgot
                    ? attempt(rewritten, protocol)
                    : Outcome.stopped(refusal))
        .then(
            upstream -> {
              exchangeOf(rewritten).onEnd(upstream::close);
              return Outcome.ready(new Opened(rewritten, upstream));
            });
  }

  private static Exchange exchangeOf(Rewritten rewritten) {
    return rewritten.permitted().located().identified().arrived().exchange();
  }

  private Outcome<WebSocketUpstream> attempt(Rewritten rewritten, HranaProtocol protocol) {
    InetSocketAddress node = rewritten.permitted().located().node();
    NamespaceId tenant = rewritten.permitted().located().tenant().id();
    Breaker breaker = breakers.of(node);
    Optional<Refusal> objection = breaker.objectionTo(tenant);
    return objection.isPresent()
        ? Outcome.stopped(objection.get())
        : attempt(rewritten, protocol, new Trial(breaker, tenant));
  }

  private Outcome<WebSocketUpstream> attempt(
      Rewritten rewritten, HranaProtocol protocol, Trial trial) {
    Exchange exchange = exchangeOf(rewritten);
    Later<WebSocketUpstream> opened = exchange.await(patience, () -> silent(trial));
    var handler = new WebSocketUpstreamHandler(protocol, HelloToken.of(rewritten), trial, opened);
    dial.open(exchange.loop(), rewritten, handler, channel -> exchange.onEnd(channel::close));
    return opened;
  }

  private static Refusal silent(Trial trial) {
    trial.silent();
    return new ConnectFailed();
  }
}
