package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Backpressure;
import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.PauseReason;
import dev.gatehouse.gateway.exchange.Refusal.Bug;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.exchange.Refusal.Malformed;
import dev.gatehouse.gateway.journey.accept.DrainEvent;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Turns the HTTP messages of one connection into exchanges, one after the other. */
final class HttpExchangeHandler extends ChannelInboundHandlerAdapter {
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Channel channel;
  private final DecodeBounds bounds;
  private final RequestReader reader;
  private final BiConsumer<Exchange, Outcome<Arrived>> journey;
  private final Backpressure reads;
  private final Deadline deadline;
  private final String client;
  private final Deque<HttpObject> pipelined = new ArrayDeque<>();
  private @Nullable Current current;
  private boolean takingPipelined;
  private boolean lingering;
  private boolean draining;

  /** The request that is being answered, or whose rest is being read away. */
  private record Current(Exchange exchange, HttpRequestBody body, HttpReplySink reply) {}

  HttpExchangeHandler(
      Channel channel,
      DecodeBounds bounds,
      RequestReader reader,
      BiConsumer<Exchange, Outcome<Arrived>> journey) {
    this.channel = channel;
    this.bounds = bounds;
    this.reader = reader;
    this.journey = journey;
    this.reads = new Backpressure(channel);
    this.deadline = new Deadline(channel.eventLoop());
    this.client =
        channel.remoteAddress() instanceof InetSocketAddress address
            ? address.getAddress().getHostAddress()
            : "";
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    deadline.set(bounds.requestHead(), ctx::close);
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (lingering) {
      ReferenceCountUtil.release(message);
    } else if (current != null && current.body.isComplete()) {
      pipelined.add((HttpObject) message);
      reads.pause(PauseReason.PIPELINED);
    } else {
      take((HttpObject) message);
    }
  }

  private void take(HttpObject message) {
    if (message instanceof HttpRequest request) {
      begin(request);
    }
    if (message instanceof HttpContent content) {
      offer(content);
    }
  }

  private void begin(HttpRequest request) {
    var body = HttpRequestBody.of(request, reads, this::sendContinue);
    var journal = new Journal(client);
    boolean keepAlive =
        !draining && request.decoderResult().isSuccess() && HttpUtil.isKeepAlive(request);
    var reply = new HttpReplySink(channel, body, journal, keepAlive);
    var exchange = new Exchange(channel.eventLoop(), reply, deadline, journal);
    current = new Current(exchange, body, reply);
    deadline.clear();
    exchange.onEnd(this::onExchangeEnd);
    try {
      journey.accept(exchange, reader.read(exchange, request, body));
    } catch (RuntimeException defect) {
      journey.accept(exchange, Outcome.stopped(new Bug(defect)));
    }
  }

  private void offer(HttpContent content) {
    if (current == null) {
      content.release();
      return;
    }
    Current receiving = current;
    boolean last = content instanceof LastHttpContent;
    if (content.decoderResult().isFailure()) {
      content.release();
      if (receiving.exchange.isEnded()) {
        channel.close();
      }
      receiving.exchange.interrupt(new Malformed("a chunk of the body is broken"));
      return;
    }
    receiving.body.offer(content.content(), last);
    if (last && receiving.exchange.isEnded()) {
      onRequestOver();
    }
  }

  private void sendContinue() {
    channel.writeAndFlush(
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
  }

  private void onExchangeEnd() {
    if (current == null) {
      return;
    }
    current.body.discard();
    if (!current.reply.isReusable()) {
      closeGently();
    } else if (current.body.isComplete()) {
      onRequestOver();
    } else {
      deadline.set(bounds.requestHead(), channel::close);
    }
  }

  private void onRequestOver() {
    current = null;
    deadline.set(bounds.keepAliveIdle(), channel::close);
    takePipelined();
  }

  private void takePipelined() {
    if (takingPipelined) {
      return;
    }
    takingPipelined = true;
    while (!pipelined.isEmpty() && (current == null || !current.body.isComplete())) {
      take(pipelined.poll());
    }
    takingPipelined = false;
    if (pipelined.isEmpty()) {
      reads.resume(PauseReason.PIPELINED);
    }
  }

  /** Lets the client read the answer before the close could destroy it (RFC 9112, 9.6). */
  private void closeGently() {
    lingering = true;
    dropPipelined();
    reads.resume(PauseReason.PIPELINED);
    if (!channel.isActive()) {
      return;
    }
    deadline.set(LINGER, channel::close);
    if (channel instanceof DuplexChannel duplex) {
      channel.eventLoop().execute(duplex::shutdownOutput);
    } else {
      channel.close();
    }
  }

  private void dropPipelined() {
    while (!pipelined.isEmpty()) {
      ReferenceCountUtil.release(pipelined.poll());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == DrainEvent.INSTANCE) {
      draining = true;
      if (current == null) {
        ctx.close();
      } else {
        current.reply.closeAfterwards();
      }
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (current != null) {
      current.reply.onWritabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    deadline.cancel();
    dropPipelined();
    lingering = true;
    if (current != null) {
      current.exchange.interrupt(new ClientGone());
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException) && current != null) {
      current.exchange.interrupt(new Bug(cause));
    }
    ctx.close();
  }
}
