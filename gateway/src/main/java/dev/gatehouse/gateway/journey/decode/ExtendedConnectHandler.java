package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import java.util.List;

/** Turns a stream into a WebSocket where its CONNECT asks for one (RFC 8441). */
final class ExtendedConnectHandler extends ChannelInboundHandlerAdapter {
  private static final String WEBSOCKET = "websocket";

  private final RequestReader reader;
  private final WebSocketInstaller sessions;
  private final ClientAddress peer;
  private final ChannelGroup webSockets;

  ExtendedConnectHandler(
      RequestReader reader,
      WebSocketInstaller sessions,
      ClientAddress peer,
      ChannelGroup webSockets) {
    this.reader = reader;
    this.sessions = sessions;
    this.peer = peer;
    this.webSockets = webSockets;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request
        && !(message instanceof LastHttpContent)
        && isConnect(request)
        && termsFor(request) instanceof Ready<WebSocketTerms>(WebSocketTerms terms)) {
      begin(ctx, request, terms);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  /** The codec keeps the pseudo-headers of a CONNECT under names that no client can send. */
  private static boolean isConnect(HttpRequest request) {
    List<String> protocols = request.headers().getAll(ExtensionHeaderNames.PROTOCOL.text());
    String path = request.headers().get(ExtensionHeaderNames.PATH.text(), "");
    return request.method().equals(HttpMethod.CONNECT)
        && protocols.equals(List.of(WEBSOCKET))
        && (path.equals("/") || path.startsWith("/?"));
  }

  private Outcome<WebSocketTerms> termsFor(HttpRequest request) {
    return reader
        .objectionTo(request)
        .<Outcome<WebSocketTerms>>map(Stopped::new)
        .orElseGet(() -> sessions.termsFor(request.headers()));
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request, WebSocketTerms terms) {
    var accepted = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    terms.writeTo(accepted.headers());
    ctx.writeAndFlush(accepted);
    ChannelPipeline pipeline = ctx.pipeline();
    List<ChannelHandler> http = List.copyOf(pipeline.toMap().values());
    pipeline.addLast(new StreamBytesHandler());
    sessions.install(pipeline, terms, reader.clientOf(peer, request));
    http.forEach(pipeline::remove);
    webSockets.add(ctx.channel());
  }
}
