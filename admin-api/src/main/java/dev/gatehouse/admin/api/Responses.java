package dev.gatehouse.admin.api;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** Replies as HTTP responses. */
final class Responses {
  private Responses() {}

  static FullHttpResponse of(Reply reply, boolean keepAlive) {
    FullHttpResponse response = bare(HttpResponseStatus.valueOf(reply.status()), reply.body());
    if (!reply.contentType().isEmpty()) {
      HttpUtil.setContentLength(response, response.content().readableBytes());
    }
    complete(response, reply, keepAlive);
    return response;
  }

  static void complete(HttpResponse response, Reply reply, boolean keepAlive) {
    reply.headers().forEach((name, value) -> response.headers().set(name, value));
    response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    if (!reply.contentType().isEmpty()) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
    }
    HttpUtil.setKeepAlive(response, keepAlive);
  }

  static FullHttpResponse bare(HttpResponseStatus status, String body) {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1,
        status,
        Unpooled.copiedBuffer(body, StandardCharsets.UTF_8),
        DefaultHttpHeadersFactory.headersFactory(),
        DefaultHttpHeadersFactory.trailersFactory());
  }
}
