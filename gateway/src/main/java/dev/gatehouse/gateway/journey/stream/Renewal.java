package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Hello;
import dev.gatehouse.gateway.journey.decode.WebSocketSession;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.gateway.journey.rewrite.HelloToken;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at what a session lives on, again and again. */
final class Renewal {
  private final Reauthentication again;
  private final WebSocketSession session;
  private final SessionRight right;
  private final LiveSession live;
  private @Nullable Exchange aside;

  Renewal(Reauthentication again, WebSocketSession session, SessionRight right, LiveSession live) {
    this.again = again;
    this.session = session;
    this.right = right;
    this.live = live;
  }

  /** Looks once more at the first token: its right may have ended while sqld was asked. */
  void check(Consumer<Refusal> onRefused) {
    Exchange exchange = begin();
    Arrived first = right.permitted().located().identified().arrived();
    again
        .check(new Arrived(exchange, first.head(), first.body()))
        .then(this::renewed)
        .finish(outcome -> end(exchange, outcome, _ -> {}, onRefused));
  }

  /** Takes a new token, and gives the one for sqld, or says why not. */
  void take(Hello hello, Consumer<String> onTaken, Consumer<Refusal> onRefused) {
    Exchange exchange = begin();
    session
        .arrive(exchange, hello)
        .then(again::verify)
        .then(
            rewritten ->
                renewed(rewritten.permitted().located())
                    .then(_ -> Outcome.ready(HelloToken.of(rewritten))))
        .finish(outcome -> end(exchange, outcome, onTaken, onRefused));
  }

  /** Forgets the token that is being looked at. */
  void stop() {
    if (aside != null) {
      aside.interrupt(new ClientGone());
    }
  }

  private Exchange begin() {
    Exchange exchange = session.exchange().aside();
    aside = exchange;
    return exchange;
  }

  private Outcome<Boolean> renewed(Located located) {
    return right
        .renew(located)
        .map(Outcome::<Boolean>stopped)
        .orElseGet(
            () -> {
              live.renew(right.caller());
              session.exchange().extend(right.left());
              return Outcome.ready(true);
            });
  }

  private <T> void end(
      Exchange exchange,
      Outcome.Settling<T> outcome,
      Consumer<T> onTaken,
      Consumer<Refusal> onRefused) {
    aside = null;
    exchange.releaseAll();
    if (session.exchange().isEnded()) {
      return;
    }
    switch (outcome) {
      case Ready<T>(T taken) -> onTaken.accept(taken);
      case Stopped<T>(Refusal refusal) -> onRefused.accept(refusal);
    }
  }
}
