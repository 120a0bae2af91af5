package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.Malformed;
import dev.gatehouse.gateway.exchange.Refusal.TooLarge;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;

/** Refuses HTTP/1 heads that two readers could understand in two ways (RFC 9112, 6.3 and 3.2). */
final class FramingGuard {
  private final DecodeBounds bounds;

  FramingGuard(DecodeBounds bounds) {
    this.bounds = bounds;
  }

  Optional<Refusal> objectionTo(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(undecodable(request.decoderResult().cause()));
    }
    if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
      return malformed("the version is not HTTP/1.1");
    }
    HttpHeaders headers = request.headers();
    if (headers.getAll(HttpHeaderNames.HOST).size() != 1) {
      return malformed("there must be exactly one Host");
    }
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (!codings.isEmpty() && !isChunkedAlone(codings)) {
      return malformed("the only transfer coding is chunked");
    }
    if (headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
      return malformed("bodies are not compressed");
    }
    String expectation = headers.get(HttpHeaderNames.EXPECT);
    if (expectation != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation)) {
      return malformed("the only expectation is 100-continue");
    }
    return Optional.empty();
  }

  private Refusal undecodable(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ -> new TooLarge("The request line", bounds.uriBytesMax());
      case TooLongHttpHeaderException _ -> new TooLarge("The head", bounds.headerBytesMax());
      default -> new Malformed("this is not HTTP");
    };
  }

  private static boolean isChunkedAlone(List<String> codings) {
    return codings.size() == 1
        && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst());
  }

  private static Optional<Refusal> malformed(String what) {
    return Optional.of(new Malformed(what));
  }
}
