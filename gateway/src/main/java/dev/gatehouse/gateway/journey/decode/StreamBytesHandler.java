package dev.gatehouse.gateway.journey.decode;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Makes a stream of HTTP/2 look like a socket: its DATA frames are the bytes. */
final class StreamBytesHandler extends ChannelDuplexHandler {
  private static final long LINGER_MILLIS = 1_000;

  private boolean closing;

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    if (frame instanceof Http2DataFrame data) {
      boolean last = data.isEndStream();
      ctx.fireChannelRead(data.content());
      if (last) {
        ctx.close();
      }
    } else {
      ReferenceCountUtil.release(frame);
    }
  }

  /**
   * An orderly close is the end of the stream (RFC 8441, 5).
   *
   * <p>The reset that a close sends destroys what has not gone out, so the end goes first; a client
   * that does not read has a moment.
   */
  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (closing || !ctx.channel().isActive()) {
      ctx.close(promise);
      return;
    }
    closing = true;
    ScheduledFuture<?> patience =
        ctx.executor().schedule(() -> cut(ctx, promise), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    ctx.writeAndFlush(new DefaultHttp2DataFrame(true))
        .addListener(
            _ -> {
              patience.cancel(false);
              cut(ctx, promise);
            });
  }

  private static void cut(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (!promise.isDone()) {
      ctx.close(promise);
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    ctx.write(
        message instanceof ByteBuf bytes ? new DefaultHttp2DataFrame(bytes) : message, promise);
  }
}
