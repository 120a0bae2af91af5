package dev.gatehouse.gateway.journey.decode;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.util.ReferenceCountUtil;

/** Makes a stream of HTTP/2 look like a socket: its DATA frames are the bytes. */
final class StreamBytesHandler extends ChannelDuplexHandler {

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

  /** An orderly close is the end of the stream (RFC 8441, 5); what follows it cancels nothing. */
  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (ctx.channel().isActive()) {
      ctx.writeAndFlush(new DefaultHttp2DataFrame(true));
    }
    ctx.close(promise);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    ctx.write(
        message instanceof ByteBuf bytes ? new DefaultHttp2DataFrame(bytes) : message, promise);
  }
}
