package dev.gatehouse.gateway.journey;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Leg;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.decode.WebSocketSession;
import dev.gatehouse.gateway.journey.identify.Authenticator;
import dev.gatehouse.gateway.journey.locate.TenantLocator;
import dev.gatehouse.gateway.journey.permit.SessionAdmission;
import dev.gatehouse.gateway.journey.rewrite.RequestRewriter;
import dev.gatehouse.gateway.journey.send.WebSocketConnector;
import dev.gatehouse.gateway.journey.stream.SessionEnded;
import dev.gatehouse.gateway.journey.stream.SessionRelay;
import dev.gatehouse.gateway.journey.tally.Tally;
import java.util.function.BiConsumer;

/**
 * Runs one WebSocket session through the same stages, from its hello to its close.
 *
 * @param identify the stage that finds out who is calling
 * @param locate the stage that finds the tenant and where it lives
 * @param permit the stage that charges the tenant's limits
 * @param rewrite the stage that makes what may reach sqld
 * @param send the stage that opens sqld's side
 * @param stream the stage that carries the messages
 * @param tally the end
 */
public record SessionJourney(
    Authenticator identify,
    TenantLocator locate,
    SessionAdmission permit,
    RequestRewriter rewrite,
    WebSocketConnector send,
    SessionRelay stream,
    Tally tally)
    implements BiConsumer<WebSocketSession, Outcome<Arrived>> {

  @Override
  public void accept(WebSocketSession session, Outcome<Arrived> hello) {
    Journal journal = session.exchange().journal();
    hello
        .then(identify::identify) // who is calling?
        // which tenant, and where does it live?
        .then(identified -> locate.locate(journal.past(Leg.IDENTIFY, identified)))
        // may it have one more session?
        .then(located -> permit.permitSession(journal.past(Leg.LOCATE, located)))
        // what may reach sqld?
        .then(permitted -> rewrite.rewrite(journal.past(Leg.PERMIT, permitted)))
        // on a connection of its own
        .then(
            rewritten -> {
              journal.past(Leg.WAIT, journal.past(Leg.REWRITE, rewritten));
              return send.open(rewritten, session.protocol());
            })
        // both directions, until the end
        .then(opened -> stream.converse(journal.past(Leg.CONNECT, opened), session))
        .finish(outcome -> end(session.exchange(), outcome));
  }

  /** Runs exactly once per session, whatever happened. */
  private void end(Exchange exchange, Outcome.Settling<SessionEnded> outcome) {
    if (outcome instanceof Stopped<SessionEnded>(var refusal)) {
      exchange.refuse(refusal);
    }
    exchange.releaseAll();
    tally.record(exchange, outcome);
  }
}
