package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.Malformed;
import dev.gatehouse.gateway.exchange.WebSocketKey;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.List;
import java.util.Optional;

/** The request of HTTP/1.1 that wants to become a WebSocket (RFC 6455, 4.1). */
final class WebSocketUpgrade {
  private WebSocketUpgrade() {}

  static boolean isAskedBy(HttpRequest request) {
    HttpHeaders headers = request.headers();
    return request.decoderResult().isSuccess()
        && request.method().equals(HttpMethod.GET)
        && (request.uri().equals("/") || request.uri().startsWith("/?"))
        && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
        && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
  }

  /** What proves to the client that its key was read. */
  static Outcome<String> acceptanceOf(HttpRequest request) {
    if (HttpUtil.getContentLength(request, 0L) > 0 || HttpUtil.isTransferEncodingChunked(request)) {
      return Outcome.stopped(new Malformed("an upgrade has no body"));
    }
    List<String> keys = request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    return keys.size() == 1
        ? WebSocketKey.parse(keys.getFirst())
            .map(key -> Outcome.ready(key.acceptance()))
            .orElseGet(WebSocketUpgrade::noKey)
        : noKey();
  }

  private static Outcome<String> noKey() {
    return Outcome.stopped(new Malformed("there must be exactly one WebSocket key"));
  }

  /** Why a request does not become the WebSocket that it asks for. */
  static Optional<Refusal> objectionTo(HttpRequest request) {
    return acceptanceOf(request).then(_ -> WebSocketTerms.of(request.headers(), false))
            instanceof Outcome.Stopped<WebSocketTerms>(Refusal refusal)
        ? Optional.of(refusal)
        : Optional.empty();
  }
}
