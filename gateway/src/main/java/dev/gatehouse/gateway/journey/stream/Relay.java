package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Payload;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ResponseTimeout;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.gateway.journey.send.Sent;
import dev.gatehouse.gateway.journey.stream.usage.UsageTap;
import dev.gatehouse.tenancy.UsageMeter;
import java.util.function.BiFunction;

/** The stage that moves the bytes: the request's to sqld, the answer's to the client. */
public final class Relay {
  private final RelayBounds bounds;
  private final BiFunction<Sent, Refusal, Outcome<Sent>> sendAgain;
  private final LastingStreams lasting;
  private final UsageMeter usage;

  public Relay(
      RelayBounds bounds,
      BiFunction<Sent, Refusal, Outcome<Sent>> sendAgain,
      LastingStreams lasting,
      UsageMeter usage) {
    this.bounds = bounds;
    this.sendAgain = sendAgain;
    this.lasting = lasting;
    this.usage = usage;
  }

  public Outcome<Settled> stream(Sent sent) {
    Outcome<Settled> settled = attempt(sent, RetryPolicy.TRIES_MAX);
    if (sent.isLasting()) {
      lasting.watch(sent);
    }
    return settled;
  }

  private Outcome<Settled> attempt(Sent sent, int tries) {
    return relay(sent)
        .otherwise(
            refusal ->
                tries > 1 && RetryPolicy.allows(refusal, sent)
                    ? again(sent, refusal, tries - 1)
                    : Outcome.stopped(refusal));
  }

  /** Takes another connection, and first lets go of this one: there may be no other. */
  private Outcome<Settled> again(Sent sent, Refusal why, int tries) {
    sent.connection().close();
    return sendAgain.apply(sent, why).then(next -> attempt(next.after(sent), tries));
  }

  private Outcome<Settled> relay(Sent sent) {
    Exchange exchange = sent.rewritten().permitted().located().identified().arrived().exchange();
    Later<Settled> settled = exchange.await(bounds.responseHead(), () -> silent(sent));
    Located located = sent.rewritten().permitted().located();
    Payload asked = located.identified().arrived().head().route().payload();
    var tap = UsageTap.onAnswer(usage, located.tenant(), asked);
    new Relaying(exchange, sent, sent.isLasting() ? bounds.lasting() : bounds, settled, tap)
        .start();
    return settled;
  }

  private static Refusal silent(Sent sent) {
    sent.trial().silent();
    return new ResponseTimeout();
  }
}
