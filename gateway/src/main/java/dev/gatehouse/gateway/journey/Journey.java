package dev.gatehouse.gateway.journey;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Leg;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.identify.Authenticator;
import dev.gatehouse.gateway.journey.locate.TenantLocator;
import dev.gatehouse.gateway.journey.permit.Admission;
import dev.gatehouse.gateway.journey.rewrite.RequestRewriter;
import dev.gatehouse.gateway.journey.send.Forwarder;
import dev.gatehouse.gateway.journey.stream.Relay;
import dev.gatehouse.gateway.journey.stream.Settled;
import dev.gatehouse.gateway.journey.tally.Tally;
import java.util.function.BiConsumer;

/**
 * Runs one exchange through the stages, in the order of the packages below this one.
 *
 * @param identify the stage that finds out who is calling
 * @param locate the stage that finds the tenant and where it lives
 * @param permit the stage that charges the tenant's limits
 * @param rewrite the stage that makes what may reach sqld
 * @param send the stage that finds a connection
 * @param stream the stage that moves the bytes
 * @param tally the end
 */
public record Journey(
    Authenticator identify,
    TenantLocator locate,
    Admission permit,
    RequestRewriter rewrite,
    Forwarder send,
    Relay stream,
    Tally tally)
    implements BiConsumer<Exchange, Outcome<Arrived>> {

  @Override
  public void accept(Exchange exchange, Outcome<Arrived> arrived) {
    Journal journal = exchange.journal();
    arrived
        .then(identify::identify) // who is calling?
        // which tenant, and where does it live?
        .then(identified -> locate.locate(journal.past(Leg.IDENTIFY, identified)))
        // may it run now?
        .then(located -> permit.permit(journal.past(Leg.LOCATE, located)))
        // what may reach sqld?
        .then(permitted -> rewrite.rewrite(journal.past(Leg.PERMIT, permitted)))
        // on which connection?
        .then(rewritten -> send.send(journal.past(Leg.REWRITE, rewritten)))
        // both directions, until the end
        .then(sent -> stream.stream(journal.past(Leg.CONNECT, sent)))
        .finish(outcome -> end(exchange, outcome));
  }

  /** Runs exactly once per exchange, whatever happened. */
  private void end(Exchange exchange, Outcome.Settling<Settled> outcome) {
    if (outcome instanceof Stopped<Settled>(var refusal)) {
      exchange.refuse(refusal);
    }
    tally.look(exchange.journal());
    exchange.releaseAll();
    tally.record(exchange, outcome);
  }
}
