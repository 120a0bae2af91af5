package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ProtocolViolation;
import dev.gatehouse.gateway.exchange.Refusal.SqlForbidden;
import dev.gatehouse.gateway.exchange.Refusal.TooManyStatements;
import dev.gatehouse.gateway.journey.rewrite.guard.ClientMessage;
import dev.gatehouse.gateway.journey.rewrite.guard.GuardBounds;
import dev.gatehouse.gateway.journey.rewrite.guard.JsonCarrier;
import dev.gatehouse.gateway.journey.rewrite.guard.ProtobufCarrier;
import dev.gatehouse.gateway.journey.rewrite.guard.Reading;
import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Passed;
import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Refused;
import dev.gatehouse.gateway.journey.rewrite.guard.Reason;
import dev.gatehouse.gateway.journey.rewrite.guard.SqlGuard;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;

/** Holds every statement of a session's messages against the SQL guard. */
public final class SqlMessageGuard implements MessageGuard {
  private static final int INVALID_PAYLOAD = 1007;

  private final int statementsMax;
  private final ProtobufCarrier protobuf;
  private final FastThreadLocal<JsonCarrier> json;

  /** One that lets so many statements of one message pass. */
  public SqlMessageGuard(int statementsMax) {
    var guard = new SqlGuard(GuardBounds.ofStatements(statementsMax));
    this.statementsMax = statementsMax;
    this.protobuf = new ProtobufCarrier(guard);
    this.json =
        new FastThreadLocal<>() {
          @Override
          protected JsonCarrier initialValue() {
            return new JsonCarrier(guard);
          }
        };
  }

  @Override
  public Outcome<Integer> statementsOf(ByteBuf message, boolean isProtobuf) {
    Reading<ClientMessage> reading =
        isProtobuf ? protobuf.clientMessage(message) : json.get().clientMessage(message);
    return switch (reading) {
      case Passed<ClientMessage>(ClientMessage read) -> Outcome.ready(read.statements());
      case Refused<ClientMessage>(Reason reason) -> Outcome.stopped(refusalOf(reason));
    };
  }

  private Refusal refusalOf(Reason reason) {
    if (reason == Reason.TOO_MANY_STATEMENTS) {
      return new TooManyStatements(statementsMax);
    }
    return reason.isAboutCarrier()
        ? new ProtocolViolation(INVALID_PAYLOAD, reason.sentence())
        : new SqlForbidden(reason.sentence());
  }
}
