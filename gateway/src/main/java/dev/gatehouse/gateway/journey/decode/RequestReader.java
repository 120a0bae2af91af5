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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    List<Route> onPath = Route.on(request.uri());
    if (onPath.isEmpty()) {
      return Outcome.stopped(new UnknownRoute());
    }
    Optional<Route> asked =
        onPath.stream().filter(route -> route.method().equals(request.method())).findFirst();
    if (asked.isEmpty()) {
      return Outcome.stopped(new MethodNotAllowed(methodsOf(onPath)));
    }
    exchange.journal().onRouted(asked.get());
    if (asked.get().payload().isGrpc()) {
      exchange.reply().speakGrpc();
    }
    if (body.length() > bounds.bodyBytesMax()) {
      return Outcome.stopped(new TooLarge("The body", bounds.bodyBytesMax()));
    }
    var head = new RequestHead(asked.get(), request.uri(), request.headers());
    return Outcome.ready(new Arrived(exchange, head, body));
  }

  private static String methodsOf(List<Route> routes) {
    return routes.stream().map(route -> route.method().name()).collect(Collectors.joining(", "));
  }
}
