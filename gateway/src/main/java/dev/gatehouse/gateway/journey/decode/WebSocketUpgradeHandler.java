package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Outcome;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns an HTTP/1.1 connection into a WebSocket where a request asks for it properly. */
final class WebSocketUpgradeHandler extends ChannelDuplexHandler {
  private final RequestReader reader;
  private final ClientAddress peer;
  private final WebSocketInstaller sessions;
  private @Nullable HttpRequest upgrade;
  private int unanswered;

  WebSocketUpgradeHandler(RequestReader reader, WebSocketInstaller sessions, ClientAddress peer) {
    this.reader = reader;
    this.peer = peer;
    this.sessions = sessions;
  }

  /** An upgrade behind a request that has no answer yet is none: it travels on as it is. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (upgrade != null) {
      ReferenceCountUtil.release(message);
      if (message instanceof LastHttpContent) {
        answer(ctx, upgrade);
      }
    } else if (message instanceof HttpRequest request
        && unanswered == 0
        && WebSocketUpgrade.isAskedBy(request)) {
      upgrade = request;
    } else {
      if (message instanceof HttpRequest) {
        unanswered++;
      }
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    boolean informational =
        message instanceof FullHttpResponse response
            && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (message instanceof LastHttpContent && !informational) {
      unanswered--;
    }
    ctx.write(message, promise);
  }

  /** An upgrade that is not to be goes on as the request that it is, and is refused as one. */
  private void answer(ChannelHandlerContext ctx, HttpRequest request) {
    upgrade = null;
    reader
        .acceptanceOf(request)
        .then(
            acceptance ->
                sessions
                    .termsFor(request.headers())
                    .then(terms -> begin(ctx, request, acceptance, terms)))
        .finish(
            outcome -> {
              if (outcome instanceof Outcome.Stopped<Boolean>) {
                unanswered++;
                ctx.fireChannelRead(request);
                ctx.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
              }
            });
  }

  private Outcome<Boolean> begin(
      ChannelHandlerContext ctx, HttpRequest request, String acceptance, WebSocketTerms terms) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
    response.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
    response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, acceptance);
    terms.writeTo(response.headers());
    ctx.writeAndFlush(response);
    switchOver(ctx.pipeline(), terms, reader.clientOf(peer, request));
    return Outcome.ready(true);
  }

  /** Takes the HTTP handlers away, the decoder last: what it has read already is the session's. */
  private void switchOver(ChannelPipeline pipeline, WebSocketTerms terms, ClientAddress client) {
    List<ChannelHandler> http = new ArrayList<>();
    boolean reached = false;
    for (var entry : pipeline) {
      reached |= entry.getValue() instanceof HttpResponseEncoder;
      if (reached) {
        http.add(entry.getValue());
      }
    }
    sessions.install(pipeline, terms, client);
    http.stream().filter(h -> !(h instanceof StrictRequestDecoder)).forEach(pipeline::remove);
    http.stream().filter(StrictRequestDecoder.class::isInstance).forEach(pipeline::remove);
  }
}
