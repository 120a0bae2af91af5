package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.gateway.exchange.Route;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Hello;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/**
 * Makes the request of a session out of its upgrade and a hello: the token is the hello's alone.
 */
final class HranaHello {
  private static final AsciiString X_AUTHORIZATION = AsciiString.cached("x-authorization");

  private final HttpHeaders asked;

  HranaHello(HttpHeaders asked) {
    this.asked = asked;
  }

  Outcome<Arrived> arrive(Exchange exchange, Hello hello) {
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    headers.add(asked);
    headers.remove(HttpHeaderNames.AUTHORIZATION);
    headers.remove(X_AUTHORIZATION);
    if (hello.jwt() != null) {
      if (!isPlain(hello.jwt())) {
        return Outcome.stopped(new TokenInvalid("characters that no token has"));
      }
      headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + hello.jwt());
    }
    exchange.journal().onRouted(Route.WEBSOCKET);
    return Outcome.ready(
        new Arrived(
            exchange,
            new RequestHead(Route.WEBSOCKET, Route.WEBSOCKET.path(), headers),
            new NoBody()));
  }

  private static boolean isPlain(String jwt) {
    return !jwt.isEmpty() && jwt.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }
}
