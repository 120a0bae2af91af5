package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ProtocolViolation;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Kind;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Request;
import dev.gatehouse.gateway.journey.decode.HranaProtocol;
import dev.gatehouse.gateway.journey.permit.Permitted;
import dev.gatehouse.gateway.journey.permit.SessionAdmission;
import dev.gatehouse.gateway.journey.rewrite.MessageGuard;
import dev.gatehouse.gateway.journey.stream.usage.UsageTap;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What each request of a session must pass before sqld sees it. */
final class MessageGate {
  private final Permitted permitted;
  private final SessionAdmission permit;
  private final MessageGuard guard;
  private final HranaProtocol protocol;
  private final UsageTap tap;
  private final RefusedHandles refused = new RefusedHandles();
  private final ClosingStreams closing;
  private final Set<Integer> openStreams = new HashSet<>();
  private Duration debt = Duration.ZERO;

  MessageGate(
      Permitted permitted,
      SessionAdmission permit,
      MessageGuard guard,
      HranaProtocol protocol,
      UsageTap tap) {
    this.permitted = permitted;
    this.permit = permit;
    this.guard = guard;
    this.protocol = protocol;
    this.tap = tap;
    this.closing = new ClosingStreams(protocol.form());
  }

  /** Whether the request only ends what was refused, so that there is nothing left to do. */
  boolean endsRefused(Request request) {
    return refused.forget(request);
  }

  /** Why sqld may not see this request. */
  Optional<Refusal> objectionTo(Request request, ByteBuf message) {
    Optional<Refusal> objection =
        charge(request)
            .or(() -> refused.reasonAgainst(request))
            .or(() -> inspect(message))
            .or(() -> countStream(request));
    if (objection.isEmpty()) {
      refused.onMade(request);
    }
    return objection.map(why -> remembered(request, why));
  }

  /** What others build on passes in any case and is paid for later. */
  private Optional<Refusal> charge(Request request) {
    if (request.kind().isStructural()) {
      debt = permit.owe(permitted);
      return Optional.empty();
    }
    return permit.permitMessage(permitted.located()) instanceof Outcome.Stopped<?>(Refusal why)
        ? Optional.of(why)
        : Optional.empty();
  }

  private Optional<Refusal> inspect(ByteBuf message) {
    return switch (guard.statementsOf(message, protocol.isProtobuf())) {
      case Outcome.Ready<Integer>(Integer statements) -> permit.chargeFor(permitted, statements);
      case Outcome.Stopped<Integer>(Refusal why) -> Optional.of(why);
      case Later<Integer> _ -> throw new IllegalStateException("a message is looked at at once");
    };
  }

  private Optional<Refusal> countStream(Request request) {
    if (request.kind() == Kind.OPEN_STREAM && !openStreams.contains(request.stream())) {
      Optional<Refusal> none = permit.takeStream(permitted);
      if (none.isEmpty()) {
        openStreams.add(request.stream());
      }
      return none;
    }
    if (request.kind() == Kind.CLOSE_STREAM && openStreams.remove(request.stream())) {
      closing.onAsked();
    }
    return Optional.empty();
  }

  /** Looks at what sqld answers, without taking it: a stream counts until sqld has closed it. */
  void onAnswer(ByteBuf part, boolean last) {
    tap.look(part);
    if (last) {
      tap.settle();
    }
    if (closing.isClosedBy(part, last)) {
      permit.giveStream(permitted);
    }
  }

  /** Why a request that waited may not be sent any more. */
  Optional<Refusal> objectionMeanwhile(Request request) {
    return refused.reasonAgainst(request);
  }

  /** A request that has passed the gate does not reach sqld; what its client is told. */
  Refusal refuseLate(Request request, Refusal why) {
    if (request.kind() == Kind.OPEN_STREAM && openStreams.remove(request.stream())) {
      permit.giveStream(permitted);
    }
    return remembered(request, why);
  }

  private Refusal remembered(Request request, Refusal why) {
    return refused.remember(request, why)
        ? why
        : new ProtocolViolation(
            WebSocketCloseStatus.POLICY_VIOLATION.code(), "Too many refused requests");
  }

  /** Gatehouse itself closes a stream, and whatever its client still wants of it is refused. */
  void onClosing(int stream, Refusal why) {
    if (openStreams.remove(stream)) {
      closing.onAsked();
    }
    refused.rememberStream(stream, why);
  }

  /** How long the tenant needs to pay for what it has used already. */
  Duration takeDebt() {
    Duration due = debt;
    debt = Duration.ZERO;
    return due;
  }

  boolean hasOpenStreams() {
    return !openStreams.isEmpty();
  }

  /** Gives back the streams that the client left open: sqld closes them with the session. */
  void release() {
    for (int held = openStreams.size() + closing.waiting(); held > 0; held--) {
      permit.giveStream(permitted);
    }
    openStreams.clear();
  }
}
