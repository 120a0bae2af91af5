package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ConnectFailed;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamForgot;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamReset;
import dev.gatehouse.gateway.journey.decode.HranaProtocol;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.gateway.journey.rewrite.HelloToken;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import dev.gatehouse.gateway.journey.send.turn.Errand;
import dev.gatehouse.gateway.journey.send.turn.Turnstiles;
import dev.gatehouse.tenancy.NamespaceId;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The stage that opens a session with sqld: a connection, an upgrade and a hello of its own. */
public final class WebSocketConnector {
  private final WebSocketDial dial;
  private final Breakers breakers;
  private final Duration patience;
  private final Turnstiles turns;
  private final SecondLook look;

  /**
   * How sessions are opened.
   *
   * @param dial what connects
   * @param breakers which nodes are asked
   * @param patience the wait for a connection, and for sqld's answers to the upgrade and the hello
   * @param turns where those wait whose node is away
   * @param look at the right of those who waited
   */
  public WebSocketConnector(
      WebSocketDial dial, Breakers breakers, Duration patience, Turnstiles turns, SecondLook look) {
    this.dial = dial;
    this.breakers = breakers;
    this.patience = patience;
    this.turns = turns;
    this.look = look;
  }

  /**
   * Opens the session; once more where sqld has forgotten a namespace that the registry knows or
   * went away meanwhile, and where it refuses connections, once it is there again.
   */
  public Outcome<Opened> open(Rewritten rewritten, HranaProtocol protocol) {
    long begunNanos = breakers.of(nodeOf(rewritten)).begin();
    return attempt(rewritten, protocol)
        .otherwise(
            refusal ->
                switch (refusal) {
                  case UpstreamForgot _ -> attempt(rewritten, protocol);
                  case UpstreamReset _ ->
                      LastMoments.over(exchangeOf(rewritten))
                          .then(_ -> attempt(rewritten, protocol));
                  default -> Outcome.stopped(refusal);
                })
        .otherwise(
            refusal ->
                refusal instanceof ConnectFailed
                        && breakers.vigilAt(nodeOf(rewritten)).isHopeful(begunNanos)
                    ? onceBack(rewritten, protocol, begunNanos)
                    : Outcome.stopped(refusal))
        .then(
            upstream -> {
              exchangeOf(rewritten).onEnd(upstream::close);
              return Outcome.ready(new Opened(rewritten, upstream));
            });
  }

  /** Has a turn at the node meanwhile, so that not everybody opens a session at the same time. */
  private Outcome<WebSocketUpstream> onceBack(
      Rewritten rewritten, HranaProtocol protocol, long begunNanos) {
    Exchange exchange = exchangeOf(rewritten);
    Located located = rewritten.permitted().located();
    var errand = new Errand(located.node(), located.tenant(), Errand.Way.MESSAGE, 0, false);
    return turns
        .take(errand, exchange)
        .then(
            turn ->
                breakers
                    .vigilAt(located.node())
                    .back(begunNanos, exchange)
                    .then(_ -> look.now(rewritten))
                    .then(still -> attempt(still, protocol))
                    .then(
                        opened -> {
                          turn.giveBack();
                          return Outcome.ready(opened);
                        }));
  }

  private static InetSocketAddress nodeOf(Rewritten rewritten) {
    return rewritten.permitted().located().node();
  }

  private static Exchange exchangeOf(Rewritten rewritten) {
    return rewritten.permitted().located().identified().arrived().exchange();
  }

  private Outcome<WebSocketUpstream> attempt(Rewritten rewritten, HranaProtocol protocol) {
    NamespaceId tenant = rewritten.permitted().located().tenant().id();
    Breaker breaker = breakers.of(nodeOf(rewritten));
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
