package dev.gatehouse.gateway.journey.accept;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Deadline;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits for the PROXY protocol's header, and believes it about where the client is. */
final class ProxyProtocolHandler extends SimpleChannelInboundHandler<HAProxyMessage> {
  private final Duration bound;
  private final Consumer<ClientAddress> next;
  private @Nullable Deadline deadline;

  ProxyProtocolHandler(Duration bound, Consumer<ClientAddress> next) {
    this.bound = bound;
    this.next = next;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    deadline = new Deadline(ctx.channel().eventLoop());
    deadline.set(bound, ctx::close);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (deadline != null) {
      deadline.cancel();
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
    ClientAddress peer = ClientAddress.of(ctx.channel().remoteAddress());
    next.accept(clientOf(header.sourceAddress(), peer));
    ctx.pipeline().remove(this);
  }

  /** A proxy that speaks for itself, as in a health check, names nobody. */
  private static ClientAddress clientOf(@Nullable String source, ClientAddress peer) {
    byte[] bytes = source == null ? null : NetUtil.createByteArrayFromIpAddressString(source);
    if (bytes == null) {
      return peer;
    }
    try {
      return new ClientAddress(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      return peer;
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == DrainEvent.INSTANCE) {
      ctx.close();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
