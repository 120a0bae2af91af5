package dev.gatehouse.gateway.journey.send;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Hands what an upstream connection says to whoever has leased it. */
final class UpstreamHandler extends ChannelInboundHandlerAdapter {
  private final UpstreamDecoder decoder;
  private @Nullable UpstreamReceiver receiver;
  private @Nullable Runnable onRest;

  UpstreamHandler(UpstreamDecoder decoder) {
    this.decoder = decoder;
  }

  void receiveTo(@Nullable UpstreamReceiver taker) {
    receiver = taker;
  }

  /** Nobody receives any more; calls back once if nothing more has come by the end of this read. */
  void restAfterRead(Runnable callback) {
    receiver = null;
    onRest = callback;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (receiver == null) {
      // Nobody asked: the connection is out of step and may carry nothing more.
      ReferenceCountUtil.release(message);
      onRest = null;
      ctx.close();
      return;
    }
    var object = (HttpObject) message;
    if (object.decoderResult().isFailure()) {
      ReferenceCountUtil.release(message);
      fail(ctx, true);
      return;
    }
    if (object instanceof HttpResponse head) {
      receiver.onHead(head);
    }
    if (object instanceof HttpContent content) {
      hand(content);
    }
  }

  private void hand(HttpContent content) {
    if (receiver != null && content.content().isReadable()) {
      receiver.onBody(content.content());
    } else {
      content.release();
    }
    if (receiver != null && content instanceof LastHttpContent) {
      receiver.onEnd();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (receiver != null) {
      receiver.onPauseInReading();
    } else if (decoder.isBetweenAnswers()) {
      rest();
    } else {
      onRest = null;
      ctx.close();
    }
  }

  private void rest() {
    Runnable callback = onRest;
    onRest = null;
    if (callback != null) {
      callback.run();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail(ctx, false);
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(ctx, false);
  }

  private void fail(ChannelHandlerContext ctx, boolean malformed) {
    UpstreamReceiver told = receiver;
    receiver = null;
    ctx.close();
    if (told != null) {
      told.onBroken(malformed);
    }
  }
}
