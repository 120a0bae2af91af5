package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.ReplySink;
import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.gateway.exchange.Route;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.BiConsumer;

/** Answers what Gatehouse answers by itself; everything else travels on. */
public final class OwnRoutes implements BiConsumer<Exchange, Outcome<Arrived>> {
  private static final int OK = 200;

  private final String version;
  private final CorsPolicy cors;
  private final BiConsumer<Exchange, Outcome<Arrived>> identity;
  private final BiConsumer<Exchange, Outcome<Arrived>> journey;

  /** Routes of Gatehouse's own, of its identity endpoints, and all others. */
  public OwnRoutes(
      String version,
      CorsPolicy cors,
      BiConsumer<Exchange, Outcome<Arrived>> identity,
      BiConsumer<Exchange, Outcome<Arrived>> journey) {
    this.version = version;
    this.cors = cors;
    this.identity = identity;
    this.journey = journey;
  }

  /** Whether a HEAD is a GET without its body. */
  static boolean hasHead(Route route) {
    return (route.isOwn() || route.isIdentity()) && route.method().equals(HttpMethod.GET);
  }

  /** The methods that some path answers, as in the header Allow. */
  static String methodsOn(List<Route> routes) {
    var methods = new StringJoiner(", ");
    for (Route route : routes) {
      methods.add(hasHead(route) ? "GET, HEAD" : route.method().name());
    }
    return methods.add("OPTIONS").toString();
  }

  @Override
  public void accept(Exchange exchange, Outcome<Arrived> arrived) {
    if (!(arrived instanceof Ready<Arrived>(Arrived request))) {
      journey.accept(exchange, arrived);
    } else if (request.head().route().isOwn()) {
      answer(request.head(), exchange.reply());
      exchange.releaseAll();
    } else if (request.head().route().isIdentity()) {
      identity.accept(exchange, arrived);
    } else {
      journey.accept(exchange, arrived);
    }
  }

  private void answer(RequestHead head, ReplySink reply) {
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    String text = textOf(head.route());
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, text.length());
    if (head.route() == Route.PREFLIGHT) {
      cors.invite(headers, methodsOn(Route.on(head.target())));
    } else {
      headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN);
    }
    reply.head(OK, headers);
    reply.body(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    reply.end();
  }

  private String textOf(Route route) {
    return route.greeting() + (route == Route.VERSION ? " " + version : "");
  }
}
