package dev.gatehouse.gateway.journey.accept;

import dev.gatehouse.gateway.exchange.Deadline;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells an authority that asks for a proof from a client, by the first message of each; where there
 * is nothing to show, it hangs up.
 */
final class ChallengeSelector extends SslClientHelloHandler<Boolean> {
  private final TlsContexts contexts;
  private final Duration handshake;
  private @Nullable Deadline deadline;

  ChallengeSelector(TlsContexts contexts, Duration handshake) {
    this.contexts = contexts;
    this.handshake = handshake;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
    super.handlerAdded(ctx);
    deadline = new Deadline(ctx.channel().eventLoop());
    deadline.set(handshake, ctx::close);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
    super.handlerRemoved0(ctx);
    if (deadline != null) {
      deadline.cancel();
    }
  }

  @Override
  protected Future<Boolean> lookup(ChannelHandlerContext ctx, @Nullable ByteBuf hello) {
    boolean asks = hello != null && ClientHello.offers(hello, TlsContexts.CHALLENGE_PROTOCOL);
    return ctx.executor().newSucceededFuture(asks);
  }

  @Override
  protected void onLookupComplete(ChannelHandlerContext ctx, Future<Boolean> asks) {
    var handler =
        asks.isSuccess()
            ? contexts.handlerFor(asks.getNow(), ctx.alloc(), handshake)
            : Optional.<SslHandler>empty();
    handler.ifPresentOrElse(ssl -> ctx.pipeline().replace(this, null, ssl), ctx::close);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
