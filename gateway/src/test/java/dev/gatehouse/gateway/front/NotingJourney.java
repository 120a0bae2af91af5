package dev.gatehouse.gateway.front;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Settling;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.RequestTimeout;
import dev.gatehouse.gateway.exchange.Refusal.TokenMissing;
import dev.gatehouse.gateway.journey.decode.Arrived;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Notes what arrives, reads the body and answers with its length; refuses what has no token. */
public final class NotingJourney implements BiConsumer<Exchange, Outcome<Arrived>> {
  /** A token that holds its exchange until its answer is let go. */
  public static final String HELD = "held";

  private static final int OK = 200;
  private static final long WAIT_SECONDS = 5;

  private final List<Arrived> served = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Refusal> refusals = new LinkedBlockingQueue<>();
  private final BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
  private final BlockingQueue<Exchange> begun = new LinkedBlockingQueue<>();
  private final BlockingQueue<Exchange> ended = new LinkedBlockingQueue<>();

  @Override
  public void accept(Exchange exchange, Outcome<Arrived> arrived) {
    exchange.onEnd(() -> ended.add(exchange));
    begun.add(exchange);
    arrived
        .then(NotingJourney::authenticated)
        .then(request -> answered(exchange, request))
        .finish(outcome -> end(exchange, outcome));
  }

  private static Outcome<Arrived> authenticated(Arrived request) {
    return request.head().headers().contains(HttpHeaderNames.AUTHORIZATION)
        ? Outcome.ready(request)
        : Outcome.stopped(new TokenMissing());
  }

  private Outcome<Boolean> answered(Exchange exchange, Arrived request) {
    Later<Boolean> read = exchange.await(Duration.ofSeconds(10), RequestTimeout::new);
    long[] length = new long[1];
    request
        .body()
        .readTo(
            (chunk, last) -> {
              length[0] += chunk.readableBytes();
              chunk.release();
              if (last) {
                onWhole(exchange, request, length[0], read);
              }
            });
    return read;
  }

  private void onWhole(Exchange exchange, Arrived request, long length, Later<Boolean> read) {
    if (read.isSettled()) {
      return;
    }
    served.add(request);
    Runnable reply =
        () -> {
          if (!read.isSettled()) {
            reply(exchange, request, length);
            read.complete(true);
          }
        };
    if (HELD.equals(tokenOf(request))) {
      held.add(() -> exchange.loop().execute(reply));
    } else {
      reply.run();
    }
  }

  private static void reply(Exchange exchange, Arrived request, long length) {
    ByteBuf text =
        Unpooled.copiedBuffer(
            tokenOf(request) + ":" + length + ":" + exchange.client(), StandardCharsets.US_ASCII);
    HttpHeaders headers = new DefaultHttpHeaders();
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, text.readableBytes());
    exchange.reply().head(OK, headers);
    exchange.reply().body(text);
    exchange.reply().end();
  }

  private void end(Exchange exchange, Settling<Boolean> outcome) {
    switch (outcome) {
      case Stopped<Boolean>(Refusal refusal) -> {
        refusals.add(refusal);
        exchange.refuse(refusal);
      }
      case Ready<Boolean> _ -> {}
    }
    exchange.releaseAll();
  }

  static String tokenOf(Arrived request) {
    return request.head().headers().get(HttpHeaderNames.AUTHORIZATION);
  }

  /** The requests that were read to their end, in the order of arrival. */
  public List<Arrived> served() {
    return served;
  }

  public BlockingQueue<Refusal> refusals() {
    return refusals;
  }

  public BlockingQueue<Exchange> begun() {
    return begun;
  }

  public BlockingQueue<Exchange> ended() {
    return ended;
  }

  /** An answer that is held, once there is one; running it lets it go. */
  public Runnable held() throws InterruptedException {
    return await(held);
  }

  /** The next of these things, which must come soon. */
  public static <T> T await(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(WAIT_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }
}
