package dev.gatehouse.loadtest.load;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;

/** A session of Hrana over a WebSocket with one open stream. */
final class SocketLine extends SimpleChannelInboundHandler<WebSocketFrame> implements Line {
  /** How a session ends whose server leaves. */
  static final String GOING_AWAY = "closed 1001";

  private static final int MESSAGE_BYTES_MAX = 16 << 20;

  /** The answers to the hello and to the opening of the stream. */
  private static final int GREETINGS = 2;

  private final Owner owner;
  private final Channel channel;
  private final String token;
  private int greetings;
  private String end = "closed";

  private SocketLine(Owner owner, Channel channel, String token) {
    this.owner = owner;
    this.channel = channel;
    this.token = token;
  }

  static void addTo(ChannelPipeline pipeline, URI url, String token, Owner owner) {
    var config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(url)
            .subprotocol("hrana3")
            .handleCloseFrames(false)
            .maxFramePayloadLength(MESSAGE_BYTES_MAX)
            .build();
    pipeline.addLast(
        new HttpClientCodec(),
        new HttpObjectAggregator(Judgement.HEAD_BYTES),
        new WebSocketClientProtocolHandler(config),
        new SocketLine(owner, pipeline.channel(), token));
  }

  @Override
  public void ask(byte[] ask) {
    channel.writeAndFlush(
        new TextWebSocketFrame(Unpooled.wrappedBuffer(ask)), channel.voidPromise());
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      ctx.write(new TextWebSocketFrame("{\"type\":\"hello\",\"jwt\":\"" + token + "\"}"));
      ctx.writeAndFlush(
          new TextWebSocketFrame(
              """
              {"type":"request","request_id":1,"request":{"type":"open_stream","stream_id":1}}"""));
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame close) {
      end = "closed " + close.statusCode();
      ctx.close();
    } else if (frame instanceof TextWebSocketFrame) {
      String kind = Judgement.ofMessage(frame.content());
      if (greetings == GREETINGS) {
        owner.onAnswer(this, kind);
      } else if (kind.isEmpty() && ++greetings == GREETINGS) {
        owner.onOpen(this);
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    owner.onEnd(this, end);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    end = cause.getClass().getSimpleName();
    ctx.close();
  }
}
