package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ConnectFailed;
import dev.gatehouse.gateway.exchange.Refusal.IsolationViolation;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamForgot;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamMalformed;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamReset;
import dev.gatehouse.gateway.exchange.WebSocketKey;
import dev.gatehouse.gateway.journey.decode.HranaProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Opens a session with sqld, step by step, and hands over what sqld says on it. */
final class WebSocketUpstreamHandler extends ChannelInboundHandlerAdapter {
  private static final int ABNORMAL = 1006;
  private static final int HELLO_BYTES_MAX = 4096;

  private final WebSocketKey key = WebSocketKey.random();
  private final HranaProtocol protocol;
  private final String token;
  private final Trial trial;
  private final Later<WebSocketUpstream> opened;
  private boolean upgraded;
  private @Nullable UpstreamMessages receiver;
  private @Nullable ByteBuf helloAnswer;

  WebSocketUpstreamHandler(
      HranaProtocol protocol, String token, Trial trial, Later<WebSocketUpstream> opened) {
    this.protocol = protocol;
    this.token = token;
    this.trial = trial;
    this.opened = opened;
  }

  void receiveTo(UpstreamMessages taker) {
    receiver = taker;
  }

  void forget() {
    receiver = null;
  }

  boolean isSettled() {
    return opened.isSettled();
  }

  /** There will be no session. */
  void onNoConnection() {
    opened.stop(new ConnectFailed());
  }

  /** Asks for the upgrade. */
  void begin(ChannelHandlerContext ctx, DefaultFullHttpRequest request) {
    request
        .headers()
        .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
        .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13")
        .set(HttpHeaderNames.SEC_WEBSOCKET_KEY, key.text())
        .set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, protocol.subprotocol());
    ctx.writeAndFlush(request);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    switch (message) {
      case HttpResponse response -> onResponse(ctx, response);
      case WebSocketFrame frame -> onFrame(ctx, frame);
      default -> {
        ReferenceCountUtil.release(message);
        if (upgraded && message instanceof LastHttpContent) {
          onUpgraded(ctx);
        }
      }
    }
  }

  private void onResponse(ChannelHandlerContext ctx, HttpResponse response) {
    trial.answered();
    upgraded =
        response.decoderResult().isSuccess()
            && response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)
            && key.isAcceptedBy(response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT))
            && protocol
                .subprotocol()
                .equals(response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL))
            && !response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
    if (!upgraded) {
      fail(ctx, new UpstreamMalformed("no WebSocket"));
    }
  }

  /** The bytes are frames from here on; no mask, as nothing on this way reads them as HTTP. */
  private void onUpgraded(ChannelHandlerContext ctx) {
    String codec = ctx.pipeline().context(HttpClientCodec.class).name();
    ctx.pipeline().addAfter(codec, "frames-in", new UpstreamFrameHandler());
    ctx.pipeline().addAfter(codec, "frames-out", new WebSocket13FrameEncoder(() -> 0));
    ctx.pipeline().remove(codec);
    ctx.writeAndFlush(protocol.frame(protocol.form().hello(ctx.alloc(), token)));
  }

  private void onFrame(ChannelHandlerContext ctx, WebSocketFrame frame) {
    switch (frame) {
      case CloseWebSocketFrame close -> {
        int code = close.statusCode();
        String reason = close.reasonText();
        close.release();
        onClosed(ctx, code < 0 ? ABNORMAL : code, reason);
      }
      case PingWebSocketFrame ping ->
          ctx.writeAndFlush(new PongWebSocketFrame(ping.content()), ctx.voidPromise());
      case PongWebSocketFrame pong -> pong.release();
      case WebSocketFrame data -> onData(ctx, data);
    }
  }

  private void onData(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (receiver != null) {
      receiver.onFrame(frame);
    } else if (opened.isSettled()) {
      frame.release();
    } else {
      onHelloAnswer(ctx, frame);
    }
  }

  private void onHelloAnswer(ChannelHandlerContext ctx, WebSocketFrame frame) {
    ByteBuf answer = helloAnswer == null ? ctx.alloc().buffer() : helloAnswer;
    helloAnswer = answer.writeBytes(frame.content());
    frame.release();
    if (answer.readableBytes() > HELLO_BYTES_MAX) {
      fail(ctx, new UpstreamMalformed("an endless answer to the hello"));
    } else if (frame.isFinalFragment()) {
      boolean accepted = protocol.form().isHelloOk(answer);
      dropHelloAnswer();
      if (!accepted) {
        // sqld must accept what Gatehouse itself signed for it.
        fail(ctx, new IsolationViolation("second-lock"));
      } else if (!opened.complete(new WebSocketUpstream(ctx.channel(), protocol, this))) {
        ctx.close();
      }
    }
  }

  private void onClosed(ChannelHandlerContext ctx, int code, String reason) {
    UpstreamMessages told = receiver;
    receiver = null;
    ctx.close();
    if (told != null) {
      told.onClosed(code, reason);
    } else if (!opened.isSettled()) {
      opened.stop(
          code == WebSocketCloseStatus.INTERNAL_SERVER_ERROR.code()
              ? new UpstreamForgot()
              : new UpstreamReset(false));
    }
  }

  private void fail(ChannelHandlerContext ctx, Refusal refusal) {
    opened.stop(refusal);
    ctx.close();
  }

  private void dropHelloAnswer() {
    if (helloAnswer != null) {
      helloAnswer.release();
      helloAnswer = null;
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (receiver != null) {
      receiver.onPauseInReading();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (receiver != null && ctx.channel().isWritable()) {
      receiver.onRoom();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    dropHelloAnswer();
    onClosed(ctx, ABNORMAL, "");
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    onClosed(ctx, ABNORMAL, "");
  }
}
