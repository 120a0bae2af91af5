package dev.gatehouse.loadtest.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

/** A connection of HTTP/1.1 that is kept from one request to the next. */
final class HttpLine extends SimpleChannelInboundHandler<HttpObject> implements Line {
  private final Owner owner;
  private final Channel channel;
  private final ByteBuf body = Unpooled.buffer(512, Judgement.HEAD_BYTES);
  private int status;
  private boolean kept = true;

  private HttpLine(Owner owner, Channel channel) {
    this.owner = owner;
    this.channel = channel;
  }

  static void addTo(ChannelPipeline pipeline, Owner owner) {
    pipeline.addLast(new HttpResponseDecoder(), new HttpLine(owner, pipeline.channel()));
  }

  @Override
  public void ask(byte[] ask) {
    channel.writeAndFlush(Unpooled.wrappedBuffer(ask), channel.voidPromise());
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    owner.onOpen(this);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
    if (message instanceof HttpResponse response) {
      status = response.status().code();
      kept = HttpUtil.isKeepAlive(response);
      body.clear();
    }
    if (message instanceof HttpContent content) {
      ByteBuf more = content.content();
      body.writeBytes(
          more, more.readerIndex(), Math.min(more.readableBytes(), body.maxWritableBytes()));
    }
    if (message instanceof LastHttpContent && status >= 200) {
      String kind = Judgement.of(status, body);
      status = 0;
      if (!kept) {
        ctx.close();
      }
      owner.onAnswer(this, kind);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    owner.onEnd(this, "closed");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
