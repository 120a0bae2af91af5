package dev.gatehouse.gateway.journey;

import dev.gatehouse.gateway.exchange.Exchange;
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
    arrived
        .then(identify::identify) // who is calling?
        .then(locate::locate) // which tenant, and where does it live?
        .then(permit::permit) // may it run now?
        .then(rewrite::rewrite) // what may reach sqld?
        .then(send::send) // on which connection?
        .then(stream::stream) // both directions, until the end
        .finish(outcome -> end(exchange, outcome));
  }

  /** Runs exactly once per exchange, whatever happened. */
  private void end(Exchange exchange, Outcome.Settling<Settled> outcome) {
    if (outcome instanceof Stopped<Settled>(var refusal)) {
      exchange.refuse(refusal);
    }
    exchange.releaseAll();
    tally.record(exchange, outcome);
  }
}
