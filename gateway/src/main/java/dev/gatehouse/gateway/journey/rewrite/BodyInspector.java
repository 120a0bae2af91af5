package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Payload;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.BatonInvalid;
import dev.gatehouse.gateway.exchange.Refusal.BodyMalformed;
import dev.gatehouse.gateway.exchange.Refusal.SqlForbidden;
import dev.gatehouse.gateway.exchange.Refusal.TooManyStatements;
import dev.gatehouse.gateway.journey.rewrite.HandleSeal.Owner;
import dev.gatehouse.gateway.journey.rewrite.guard.CarrierSummary;
import dev.gatehouse.gateway.journey.rewrite.guard.GuardBounds;
import dev.gatehouse.gateway.journey.rewrite.guard.Handle;
import dev.gatehouse.gateway.journey.rewrite.guard.JsonCarrier;
import dev.gatehouse.gateway.journey.rewrite.guard.ProtobufCarrier;
import dev.gatehouse.gateway.journey.rewrite.guard.ProxyCall;
import dev.gatehouse.gateway.journey.rewrite.guard.Reading;
import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Passed;
import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Refused;
import dev.gatehouse.gateway.journey.rewrite.guard.Reason;
import dev.gatehouse.gateway.journey.rewrite.guard.SqlGuard;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.function.Function;

/** Looks at a body that carries SQL or a handle, once, and swaps the handle for sqld's own. */
final class BodyInspector {
  private final HandleSeal seal;
  private final int statementsMax;
  private final ProtobufCarrier protobuf;
  private final FastThreadLocal<JsonCarrier> json;

  BodyInspector(HandleSeal seal, int statementsMax) {
    var guard = new SqlGuard(GuardBounds.ofStatements(statementsMax));
    this.seal = seal;
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

  /** What sqld may get, to be released by the caller. */
  Outcome<Inspected> inspect(Payload payload, ByteBuf body, Owner owner) {
    return switch (payload) {
      case PIPELINE -> withBaton(json.get().pipeline(body), body, owner, Swap::text);
      case CURSOR -> withBaton(json.get().cursor(body), body, owner, Swap::text);
      case PIPELINE_PROTOBUF -> withBaton(protobuf.pipeline(body), body, owner, Swap::field);
      case CURSOR_PROTOBUF -> withBaton(protobuf.cursor(body), body, owner, Swap::field);
      case LEGACY -> withBaton(json.get().legacyStatements(body), body, owner, Swap::text);
      case LEGACY_EXECUTE -> withBaton(json.get().legacyExecute(body), body, owner, Swap::text);
      case LEGACY_BATCH -> withBaton(json.get().legacyBatch(body), body, owner, Swap::text);
      case PROXY_EXECUTE -> inGrpcFrame(body, owner, protobuf::proxyExecute);
      case PROXY_DESCRIBE -> inGrpcFrame(body, owner, protobuf::proxyDescribe);
      case PROXY_DISCONNECT -> inGrpcFrame(body, owner, protobuf::proxyDisconnect);
      case REPLICATION ->
          GrpcFrame.isSingle(body) ? Outcome.ready(Inspected.unchanged(body)) : notOneMessage();
      case NONE, OWN, IDENTITY ->
          body.isReadable()
              ? Outcome.stopped(new BodyMalformed("this route takes none"))
              : Outcome.ready(Inspected.unchanged(body));
    };
  }

  private Outcome<Inspected> withBaton(
      Reading<CarrierSummary> reading, ByteBuf body, Owner owner, Swap swap) {
    return passed(reading)
        .then(
            summary -> {
              Handle baton = summary.baton();
              boolean closes = summary.endsInClose();
              int statements = Math.max(summary.requests(), summary.statements());
              if (baton == null) {
                return Outcome.ready(new Inspected(body.retain(), null, closes, statements));
              }
              return seal.open(baton.text(), owner)
                  .map(
                      opened ->
                          Outcome.ready(
                              new Inspected(
                                  swap.in(body, 0, baton, opened), opened, closes, statements)))
                  .orElseGet(() -> Outcome.stopped(new BatonInvalid()));
            });
  }

  private Outcome<Inspected> inGrpcFrame(
      ByteBuf body, Owner owner, Function<ByteBuf, Reading<ProxyCall>> read) {
    if (!GrpcFrame.isSingle(body)) {
      return notOneMessage();
    }
    return passed(read.apply(GrpcFrame.message(body)))
        .then(
            call -> {
              Handle clientId = call.clientId();
              if (clientId == null) {
                return Outcome.stopped(new BodyMalformed("no client id"));
              }
              String known = seal.clientId(clientId.text(), owner);
              ByteBuf swapped = Swap.field(body, GrpcFrame.PREFIX_BYTES, clientId, known);
              GrpcFrame.setLength(swapped);
              return Outcome.ready(new Inspected(swapped, known, false, call.statements()));
            });
  }

  private static Outcome<Inspected> notOneMessage() {
    return Outcome.stopped(new BodyMalformed("not one uncompressed gRPC message"));
  }

  private <T> Outcome<T> passed(Reading<T> reading) {
    return switch (reading) {
      case Passed<T>(T summary) -> Outcome.ready(summary);
      case Refused<T>(Reason reason) -> Outcome.stopped(refusalOf(reason));
    };
  }

  private Refusal refusalOf(Reason reason) {
    if (reason == Reason.TOO_MANY_STATEMENTS) {
      return new TooManyStatements(statementsMax);
    }
    return reason.isAboutCarrier()
        ? new BodyMalformed(reason.sentence())
        : new SqlForbidden(reason.sentence());
  }
}
