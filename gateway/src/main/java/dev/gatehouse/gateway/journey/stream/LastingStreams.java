package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.identify.Authenticator;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.gateway.journey.locate.TenantLocator;
import dev.gatehouse.gateway.journey.permit.Permitted;
import dev.gatehouse.gateway.journey.send.Sent;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Ends the answers that go on and on, such as a change feed, with the right they live on. */
public final class LastingStreams {
  private static final long TURN_SECONDS_MAX = 1;

  private final Authenticator identify;
  private final TenantLocator locate;
  private final Sessions sessions;
  private final SessionTerms terms;
  private final InstantSource clock;

  public LastingStreams(
      Authenticator identify,
      TenantLocator locate,
      Sessions sessions,
      SessionTerms terms,
      InstantSource clock) {
    this.identify = identify;
    this.locate = locate;
    this.sessions = sessions;
    this.terms = terms;
    this.clock = clock;
  }

  /**
   * From now until its end the exchange is interrupted when its right ends. It keeps its turn for a
   * moment only: nobody waits for a reader of another.
   */
  void watch(Sent sent) {
    Permitted permitted = sent.rewritten().permitted();
    Arrived arrived = permitted.located().identified().arrived();
    Exchange exchange = arrived.exchange();
    var right = new SessionRight(permitted, terms, clock);
    exchange.onLastBytes(sessions.add(new LiveSession(exchange, right.tenant(), right.caller())));
    Future<?> over =
        exchange
            .loop()
            .schedule(
                () -> exchange.interrupt(right.whyOver()),
                right.left().toNanos(),
                TimeUnit.NANOSECONDS);
    exchange.onEnd(() -> over.cancel(false));
    Future<?> moment =
        exchange.loop().schedule(sent.turn()::giveBack, TURN_SECONDS_MAX, TimeUnit.SECONDS);
    exchange.onEnd(() -> moment.cancel(false));
    lookAgain(arrived, right);
  }

  /** The right may have ended after it was looked at and before anybody could end this stream. */
  private void lookAgain(Arrived arrived, SessionRight right) {
    Exchange exchange = arrived.exchange();
    Exchange aside = exchange.aside();
    exchange.onEnd(() -> aside.interrupt(new ClientGone()));
    identify
        .identify(new Arrived(aside, arrived.head(), arrived.body()))
        .then(locate::locate)
        .finish(
            outcome -> {
              aside.releaseAll();
              switch (outcome) {
                case Ready<Located>(Located again) ->
                    right.renew(again).ifPresent(exchange::interrupt);
                case Stopped<Located>(Refusal refusal) -> exchange.interrupt(refusal);
              }
            });
  }
}
