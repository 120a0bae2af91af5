package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.journey.decode.WebSocketSession;
import dev.gatehouse.gateway.journey.permit.SessionAdmission;
import dev.gatehouse.gateway.journey.rewrite.MessageGuard;
import dev.gatehouse.gateway.journey.send.Opened;
import dev.gatehouse.gateway.journey.send.turn.Turnstiles;
import dev.gatehouse.gateway.journey.stream.usage.UsageTap;
import dev.gatehouse.tenancy.UsageMeter;
import java.time.InstantSource;

/** The stage that carries a session's messages, for as long as its token holds. */
public final class SessionRelay {
  private final Reauthentication again;
  private final SessionAdmission permit;
  private final MessageGuard guard;
  private final Sessions sessions;
  private final SessionTerms terms;
  private final Turnstiles turns;
  private final InstantSource clock;
  private final UsageMeter usage;

  public SessionRelay(
      Reauthentication again,
      MessageGuard guard,
      Sessions sessions,
      SessionTerms terms,
      Turnstiles turns,
      InstantSource clock,
      UsageMeter usage) {
    this.again = again;
    this.permit = again.permit();
    this.guard = guard;
    this.sessions = sessions;
    this.terms = terms;
    this.turns = turns;
    this.clock = clock;
    this.usage = usage;
  }

  public Outcome<SessionEnded> converse(Opened opened, WebSocketSession session) {
    Exchange exchange = session.exchange();
    var right = new SessionRight(opened.rewritten().permitted(), terms, clock);
    Later<SessionEnded> ended = exchange.await(right.left(), right::whyOver);
    var live = new LiveSession(exchange, right.tenant(), right.caller());
    exchange.onEnd(sessions.add(live));
    var tap = UsageTap.onSession(usage, right.tenant(), session.protocol().isProtobuf());
    var gate = new MessageGate(right.permitted(), permit, guard, session.protocol(), tap);
    exchange.onEnd(gate::release);
    var renewal = new Renewal(again, session, right, live);
    exchange.onEnd(renewal::stop);
    var rules = new Conversation.Terms(terms, turns);
    var conversation = new Conversation(opened, session, gate, renewal, rules, ended);
    exchange.onEnd(conversation::release);
    conversation.start();
    return ended;
  }
}
