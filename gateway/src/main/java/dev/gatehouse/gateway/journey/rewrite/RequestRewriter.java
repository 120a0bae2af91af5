package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.BodyMalformed;
import dev.gatehouse.gateway.exchange.Refusal.IsolationViolation;
import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.gateway.exchange.Route;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.permit.Admission;
import dev.gatehouse.gateway.journey.permit.OpenStreams;
import dev.gatehouse.gateway.journey.permit.Permitted;
import dev.gatehouse.gateway.journey.permit.RestingStream;
import dev.gatehouse.gateway.journey.permit.StreamHold;
import dev.gatehouse.gateway.journey.permit.StreamHold.Kind;
import dev.gatehouse.gateway.journey.rewrite.HandleSeal.Owner;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.List;

/** The stage that makes the request for sqld, from nothing. */
public final class RequestRewriter {
  private final List<IsolationRule> rules;
  private final BodyInspector inspector;
  private final HandleSeal seal;
  private final Admission admission;
  private final OpenStreams streams;
  private final Duration bodySilence;
  private final long bodyBytesMax;

  public RequestRewriter(
      SecondLock lock,
      HandleSeal seal,
      Admission admission,
      OpenStreams streams,
      Duration bodySilence,
      long bodyBytesMax,
      int statementsMax) {
    this.rules = IsolationRules.inOrder(lock);
    this.inspector = new BodyInspector(seal, statementsMax);
    this.seal = seal;
    this.admission = admission;
    this.streams = streams;
    this.bodySilence = bodySilence;
    this.bodyBytesMax = bodyBytesMax;
  }

  public Outcome<Rewritten> rewrite(Permitted permitted) {
    Arrived arrived = permitted.located().identified().arrived();
    Exchange exchange = arrived.exchange();
    RequestHead asked = arrived.head();
    if (asked.route().payload().isGrpc() && !GrpcRule.isSpokenIn(asked.headers())) {
      return Outcome.stopped(new BodyMalformed("it must be application/grpc-web"));
    }
    Owner owner = ownerOf(permitted);
    return BodyCollector.collect(exchange, arrived.body(), bodySilence, bodyBytesMax)
        .then(body -> inspected(body, owner, arrived))
        .then(body -> paidFor(permitted, body))
        .then(body -> rewritten(permitted, owner, body));
  }

  private static Owner ownerOf(Permitted permitted) {
    var located = permitted.located();
    return new Owner(located.tenant().id(), located.identified().caller().access(), located.node());
  }

  private Outcome<Inspected> paidFor(Permitted permitted, Inspected inspected) {
    return admission
        .chargeFor(permitted, inspected.statements())
        .<Outcome<Inspected>>map(Outcome::stopped)
        .orElseGet(() -> Outcome.ready(inspected));
  }

  private StreamHold streamOf(Permitted permitted, Inspected inspected) {
    Arrived arrived = permitted.located().identified().arrived();
    StreamHold stream = streams.holdFor(permitted.located().tenant().id());
    stream.begin(
        kindOf(arrived.head().route()), inspected.handle(), inspected.closes(), arrived.exchange());
    return stream;
  }

  private static Kind kindOf(Route route) {
    return switch (route.payload()) {
      case PIPELINE, PIPELINE_PROTOBUF, CURSOR, CURSOR_PROTOBUF -> Kind.BATON;
      case PROXY_EXECUTE, PROXY_DESCRIBE -> Kind.CLIENT_ID;
      case PROXY_DISCONNECT -> Kind.FAREWELL;
      case LEGACY, LEGACY_EXECUTE, LEGACY_BATCH, REPLICATION -> Kind.PASSING;
      // The streams of a session are counted one by one.
      case NONE -> route == Route.WEBSOCKET ? Kind.NONE : Kind.PASSING;
      case OWN, IDENTITY -> Kind.NONE;
    };
  }

  private Outcome<Inspected> inspected(ByteBuf body, Owner owner, Arrived arrived) {
    return inspector
        .inspect(arrived.head().route().payload(), body, owner)
        .then(
            inspected -> {
              arrived.exchange().onEnd(inspected.body()::release);
              arrived.exchange().journal().onInspected(inspected.body());
              return Outcome.ready(inspected);
            });
  }

  private Outcome<Rewritten> rewritten(Permitted permitted, Owner owner, Inspected inspected) {
    ByteBuf body = inspected.body();
    StreamHold stream = streamOf(permitted, inspected);
    var headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    var outgoing = new Outgoing(permitted, body.readableBytes(), headers);
    for (IsolationRule rule : rules) {
      if (!rule.apply(outgoing)) {
        return Outcome.stopped(new IsolationViolation(rule.name()));
      }
    }
    var asked = outgoing.asked();
    var head =
        new DefaultHttpRequest(
            HttpVersion.HTTP_1_1, asked.route().method(), Target.of(asked), headers);
    var reply =
        ReplyRewriter.of(
            asked.route().payload(),
            permitted.located().tenant(),
            baton -> {
              String sealed = seal.seal(baton, owner);
              stream.onBaton(baton);
              stream.onRest(new RestingStream(permitted, sealed));
              return sealed;
            });
    return Outcome.ready(new Rewritten(permitted, head, new WholeBody(body), reply, stream));
  }
}
