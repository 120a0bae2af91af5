package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Refusal.RequestTimeout;
import dev.gatehouse.gateway.exchange.Refusal.TooLarge;
import dev.gatehouse.gateway.exchange.RequestBody;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a body whole, up to its bound. */
public final class BodyCollector implements RequestBody.Reader {
  private final Exchange exchange;
  private final Duration silence;
  private final long bytesMax;
  private final Later<ByteBuf> whole;
  private @Nullable ByteBuf collected = Unpooled.EMPTY_BUFFER;

  private BodyCollector(Exchange exchange, Duration silence, long bytesMax) {
    this.exchange = exchange;
    this.silence = silence;
    this.bytesMax = bytesMax;
    this.whole = exchange.await(silence, RequestTimeout::new);
  }

  /** The body, which belongs to the exchange and lives as long. */
  public static Later<ByteBuf> collect(
      Exchange exchange, RequestBody body, Duration silence, long bytesMax) {
    var collector = new BodyCollector(exchange, silence, bytesMax);
    exchange.onEnd(collector::release);
    body.readTo(collector);
    return collector.whole;
  }

  @Override
  public void onChunk(ByteBuf chunk, boolean last) {
    ByteBuf before = collected;
    if (before == null || whole.isSettled()) {
      chunk.release();
      return;
    }
    exchange.journal().onReceived(chunk.readableBytes());
    if (before.readableBytes() + (long) chunk.readableBytes() > bytesMax) {
      chunk.release();
      whole.stop(new TooLarge("The body", bytesMax));
      return;
    }
    ByteBuf now = append(before, chunk);
    collected = now;
    if (last) {
      whole.complete(now);
    } else {
      exchange.extend(silence);
    }
  }

  private static ByteBuf append(ByteBuf before, ByteBuf chunk) {
    if (!before.isReadable()) {
      before.release();
      return chunk;
    }
    if (before instanceof CompositeByteBuf parts) {
      return parts.addComponent(true, chunk);
    }
    return before
        .alloc()
        .compositeBuffer(Integer.MAX_VALUE)
        .addComponent(true, before)
        .addComponent(true, chunk);
  }

  private void release() {
    if (collected != null) {
      collected.release();
      collected = null;
    }
  }
}
