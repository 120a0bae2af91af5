package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.ProtocolViolation;
import dev.gatehouse.gateway.exchange.Refusal.SqlForbidden;
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

  private final ProtobufCarrier protobuf;
  private final FastThreadLocal<JsonCarrier> json;

  public SqlMessageGuard() {
    var guard = new SqlGuard(GuardBounds.DEFAULT);
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
      case Refused<ClientMessage>(Reason reason) ->
          Outcome.stopped(
              reason.isAboutCarrier()
                  ? new ProtocolViolation(INVALID_PAYLOAD, reason.sentence())
                  : new SqlForbidden(reason.sentence()));
    };
  }
}
