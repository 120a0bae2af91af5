package dev.gatehouse.gateway.journey.rewrite;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.util.List;

/** Makes the head of the client's answer out of sqld's: what is not known here stays behind. */
public final class ReplyRewriter {
  private static final List<AsciiString> PASSED =
      List.of(
          HttpHeaderNames.CONTENT_TYPE,
          HttpHeaderNames.CACHE_CONTROL,
          HttpHeaderNames.VARY,
          HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN,
          HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS);

  private ReplyRewriter() {}

  /** The headers for the client. */
  public static HttpHeaders headersOf(HttpResponse response) {
    HttpHeaders from = response.headers();
    HttpHeaders to = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    for (AsciiString name : PASSED) {
      List<String> values = from.getAll(name);
      if (!values.isEmpty()) {
        to.set(name, values);
      }
    }
    if (!from.contains(HttpHeaderNames.TRANSFER_ENCODING)
        && from.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      to.set(HttpHeaderNames.CONTENT_LENGTH, from.get(HttpHeaderNames.CONTENT_LENGTH));
    }
    return to;
  }
}
