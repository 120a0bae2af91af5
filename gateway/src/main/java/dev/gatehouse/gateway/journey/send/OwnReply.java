package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.ReplySink;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.nio.charset.StandardCharsets;

/**
 * What Gatehouse answers by itself, as JSON.
 *
 * @param json the body, perhaps a secret
 * @param cacheControl who may keep it
 */
public record OwnReply(String json, String cacheControl) {
  private static final int OK = 200;

  /** An answer for its one reader. */
  static OwnReply secret(String json) {
    return new OwnReply(json, "no-store");
  }

  /** An answer that anybody may keep for some minutes. */
  static OwnReply open(String json) {
    return new OwnReply(json, "public, max-age=300");
  }

  /** Sends the answer whole. */
  public void to(ReplySink reply) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    var headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
    headers.set(HttpHeaderNames.CACHE_CONTROL, cacheControl);
    reply.head(OK, headers);
    reply.body(Unpooled.wrappedBuffer(bytes));
    reply.end();
  }

  @Override
  public String toString() {
    return "OwnReply[***]";
  }
}
