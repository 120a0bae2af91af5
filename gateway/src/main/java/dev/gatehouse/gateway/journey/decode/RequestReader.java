package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.MethodNotAllowed;
import dev.gatehouse.gateway.exchange.Refusal.TooLarge;
import dev.gatehouse.gateway.exchange.Refusal.UnknownRoute;
import dev.gatehouse.gateway.exchange.RequestBody;
import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.gateway.exchange.Route;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;

/** Reads an HTTP head: what it asks, or why nobody will do it. */
public final class RequestReader {
  private final DecodeBounds bounds;
  private final FramingGuard framing;

  public RequestReader(DecodeBounds bounds) {
    this.bounds = bounds;
    this.framing = new FramingGuard(bounds);
  }

  Outcome<Arrived> read(Exchange exchange, HttpRequest request, RequestBody body) {
    Optional<Refusal> objection = framing.objectionTo(request);
    if (objection.isPresent()) {
      return Outcome.stopped(objection.get());
    }
    Optional<Route> found = Route.of(request.uri());
    if (found.isEmpty()) {
      return Outcome.stopped(new UnknownRoute());
    }
    Route route = found.get();
    exchange.journal().onRouted(route);
    if (!request.method().equals(route.method())) {
      return Outcome.stopped(new MethodNotAllowed(route.method().name()));
    }
    if (body.length() > bounds.bodyBytesMax()) {
      return Outcome.stopped(new TooLarge("The body", bounds.bodyBytesMax()));
    }
    return Outcome.ready(
        new Arrived(exchange, new RequestHead(request.method(), route, request.headers()), body));
  }
}
