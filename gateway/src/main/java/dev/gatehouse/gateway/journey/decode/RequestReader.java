package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.MethodNotAllowed;
import dev.gatehouse.gateway.exchange.Refusal.TooLarge;
import dev.gatehouse.gateway.exchange.Refusal.UnknownRoute;
import dev.gatehouse.gateway.exchange.RequestBody;
import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.gateway.exchange.Route;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/** Reads an HTTP head: who sends it, what it asks, or why nobody will do it. */
public final class RequestReader {
  private final DecodeBounds bounds;
  private final FramingGuard framing;
  private final CorsPolicy cors;
  private final ForwardedAddress forwarded;

  public RequestReader(DecodeBounds bounds, CorsPolicy cors, ForwardedAddress forwarded) {
    this.bounds = bounds;
    this.framing = new FramingGuard(bounds);
    this.cors = cors;
    this.forwarded = forwarded;
  }

  CorsPolicy cors() {
    return cors;
  }

  ClientAddress clientOf(ClientAddress peer, HttpRequest request) {
    return forwarded.clientOf(peer, request.headers());
  }

  /** Why nobody will look at a head, whatever it asks. */
  Optional<Refusal> objectionTo(HttpRequest request) {
    return framing.objectionTo(request);
  }

  /** What answers an upgrade to a WebSocket. */
  Outcome<String> acceptanceOf(HttpRequest upgrade) {
    return objectionTo(upgrade)
        .<Outcome<String>>map(Outcome::stopped)
        .orElseGet(() -> WebSocketUpgrade.acceptanceOf(upgrade));
  }

  Outcome<Arrived> read(Exchange exchange, HttpRequest request, RequestBody body) {
    if (GrpcCall.isSpokenIn(request.headers())) {
      exchange.reply().speakGrpc();
    }
    Optional<Refusal> objection = objectionTo(request);
    if (objection.isPresent()) {
      return Outcome.stopped(objection.get());
    }
    if (WebSocketUpgrade.isAskedBy(request)) {
      exchange.journal().onRouted(Route.WEBSOCKET);
      Optional<Refusal> reason = WebSocketUpgrade.objectionTo(request);
      if (reason.isPresent()) {
        return Outcome.stopped(reason.get());
      }
    }
    List<Route> onPath = Route.on(request.uri());
    if (onPath.isEmpty()) {
      return Outcome.stopped(new UnknownRoute());
    }
    Optional<Route> asked = asked(onPath, request.method());
    if (asked.isEmpty()) {
      return Outcome.stopped(new MethodNotAllowed(OwnRoutes.methodsOn(onPath)));
    }
    exchange.journal().onRouted(asked.get());
    if (asked.get().payload().isGrpc()) {
      exchange.reply().speakGrpc();
    }
    if (body.length() > bounds.bodyBytesMax()) {
      return Outcome.stopped(new TooLarge("The body", bounds.bodyBytesMax()));
    }
    var head = new RequestHead(asked.get(), request.uri(), request.headers());
    var arrived = new Arrived(exchange, head, body);
    return asked.get().payload().isGrpc()
        ? GrpcCall.begin(exchange, request.headers()).then(_ -> Outcome.ready(arrived))
        : Outcome.ready(arrived);
  }

  private static Optional<Route> asked(List<Route> onPath, HttpMethod method) {
    for (Route route : onPath) {
      if (route.method().equals(method)
          || (method.equals(HttpMethod.HEAD) && OwnRoutes.hasHead(route))) {
        return Optional.of(route);
      }
    }
    return method.equals(HttpMethod.OPTIONS) ? Optional.of(Route.PREFLIGHT) : Optional.empty();
  }
}
