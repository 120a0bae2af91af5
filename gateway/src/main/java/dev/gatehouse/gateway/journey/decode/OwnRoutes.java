package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.ReplySink;
import dev.gatehouse.gateway.exchange.Route;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Answers what Gatehouse answers by itself; everything else travels on. */
public final class OwnRoutes implements BiConsumer<Exchange, Outcome<Arrived>> {
  private static final int OK = 200;

  private final String version;
  private final BiConsumer<Exchange, Outcome<Arrived>> journey;

  public OwnRoutes(String version, BiConsumer<Exchange, Outcome<Arrived>> journey) {
    this.version = version;
    this.journey = journey;
  }

  @Override
  public void accept(Exchange exchange, Outcome<Arrived> arrived) {
    if (arrived instanceof Ready<Arrived>(Arrived request) && request.head().route().isOwn()) {
      answer(request.head().route(), exchange.reply());
      exchange.releaseAll();
    } else {
      journey.accept(exchange, arrived);
    }
  }

  private void answer(Route route, ReplySink reply) {
    String text = route.greeting() + (route == Route.VERSION ? " " + version : "");
    ByteBuf body = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN);
    reply.head(OK, headers);
    reply.body(body);
    reply.end();
  }
}
