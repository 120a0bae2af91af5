package dev.gatehouse.gateway.journey;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal.UnknownRoute;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.identify.Authenticator;
import dev.gatehouse.gateway.journey.locate.TenantLocator;
import dev.gatehouse.gateway.journey.permit.CallAdmission;
import dev.gatehouse.gateway.journey.rewrite.BodyCollector;
import dev.gatehouse.gateway.journey.send.DeskCalls;
import dev.gatehouse.gateway.journey.send.OwnReply;
import dev.gatehouse.gateway.journey.tally.Tally;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Runs a call of a public identity endpoint through what it needs of the stages; nothing of it
 * reaches sqld.
 *
 * @param permit the stage that counts calls by address
 * @param identify the stage that finds out who is calling
 * @param locate the stage that finds the tenant, and makes it on a first visit
 * @param send the stage that asks the control plane
 * @param tally the end
 */
public record IdentityJourney(
    CallAdmission permit, Authenticator identify, TenantLocator locate, DeskCalls send, Tally tally)
    implements BiConsumer<Exchange, Outcome<Arrived>> {
  private static final Duration BODY_SILENCE = Duration.ofSeconds(10);
  private static final long BODY_BYTES_MAX = 256 << 10;

  @Override
  public void accept(Exchange exchange, Outcome<Arrived> arrived) {
    arrived
        .then(permit::admit) // how often may this address call?
        .then(this::answered) // what does the control plane say?
        .finish(outcome -> end(exchange, outcome));
  }

  private Outcome<OwnReply> answered(Arrived arrived) {
    return switch (arrived.head().route()) {
      case KEY_SET -> send.keySet();
      case AUTH_TOKEN ->
          identify
              .identify(arrived) // who is calling?
              .then(locate::locate) // which tenant, made where it is not there yet?
              .then(send::exchange);
      case SUPABASE_WEBHOOK ->
          BodyCollector.collect(arrived.exchange(), arrived.body(), BODY_SILENCE, BODY_BYTES_MAX)
              .then(body -> send.hearSupabase(arrived, body));
      default -> Outcome.stopped(new UnknownRoute());
    };
  }

  /** Runs exactly once per exchange, whatever happened. */
  private void end(Exchange exchange, Outcome.Settling<OwnReply> outcome) {
    switch (outcome) {
      case Ready<OwnReply>(OwnReply reply) -> reply.to(exchange.reply());
      case Stopped<OwnReply>(var refusal) -> exchange.refuse(refusal);
    }
    exchange.releaseAll();
    tally.record(exchange, outcome);
  }
}
