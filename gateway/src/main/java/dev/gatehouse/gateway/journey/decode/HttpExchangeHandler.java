package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Backpressure;
import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.PauseReason;
import dev.gatehouse.gateway.exchange.Refusal.Bug;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.exchange.Refusal.Malformed;
import dev.gatehouse.gateway.exchange.TraceContext;
import dev.gatehouse.gateway.journey.accept.DrainEvent;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Turns the HTTP messages of one carrier into exchanges, one after the other. */
final class HttpExchangeHandler extends ChannelInboundHandlerAdapter {
  private final Carrier carrier;
  private final Channel channel;
  private final ClientAddress peer;
  private final RequestReader reader;
  private final BiConsumer<Exchange, Outcome<Arrived>> journey;
  private final Backpressure reads;
  private final Deadline deadline;
  private final Deque<HttpObject> pipelined = new ArrayDeque<>();
  private @Nullable Current current;
  private boolean takingPipelined;
  private boolean lingering;
  private boolean draining;

  /** The request that is being answered, or whose rest is being read away. */
  private record Current(Exchange exchange, HttpRequestBody body, HttpReplySink reply) {}

  HttpExchangeHandler(
      Carrier carrier,
      ClientAddress peer,
      RequestReader reader,
      BiConsumer<Exchange, Outcome<Arrived>> journey) {
    this.carrier = carrier;
    this.channel = carrier.channel();
    this.peer = peer;
    this.reader = reader;
    this.journey = journey;
    this.reads = new Backpressure(channel);
    this.deadline = new Deadline(channel.eventLoop());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    if (channel.isActive()) {
      carrier.awaitFirst(deadline);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    carrier.awaitFirst(deadline);
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
    ClientAddress client = reader.clientOf(peer, request);
    var journal = new Journal(client.toString(), TraceContext.of(request.headers()));
    boolean keepAlive =
        !draining && request.decoderResult().isSuccess() && HttpUtil.isKeepAlive(request);
    var reply = new HttpReplySink(carrier, request, body, journal, reader.cors(), keepAlive);
    var exchange = new Exchange(channel.eventLoop(), reply, deadline, journal, client);
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
        carrier.abort();
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
      finish(current);
    } else if (current.body.isComplete()) {
      onRequestOver();
    } else {
      carrier.outlast(deadline, current.reply.written());
    }
  }

  private void onRequestOver() {
    current = null;
    carrier.awaitNext(deadline);
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

  private void finish(Current ending) {
    lingering = true;
    dropPipelined();
    reads.resume(PauseReason.PIPELINED);
    carrier.finish(deadline, ending.reply.written(), ending.body.isComplete());
  }

  private void dropPipelined() {
    while (!pipelined.isEmpty()) {
      ReferenceCountUtil.release(pipelined.poll());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof DrainEvent how) {
      draining = true;
      onDrain(how, ctx);
    }
    ctx.fireUserEventTriggered(event);
  }

  private void onDrain(DrainEvent how, ChannelHandlerContext ctx) {
    if (current == null) {
      // Whoever was not told to leave may be asking the next thing by now: it is waited for.
      if (how != DrainEvent.AFTER_NEXT) {
        ctx.close();
      }
    } else if (how == DrainEvent.INSTANCE) {
      current.reply.closeAfterwards();
    } else {
      current.reply.announceLast();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (current != null) {
      current.reply.onWritabilityChanged();
    }
  }

  /** The connection is HTTP no more. */
  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    deadline.cancel();
    dropPipelined();
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
    if (current != null) {
      current.exchange.interrupt(carrier.blame(cause));
    }
    carrier.abort();
  }
}
