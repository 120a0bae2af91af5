package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Backpressure;
import dev.gatehouse.gateway.exchange.PauseReason;
import dev.gatehouse.gateway.exchange.RequestBody;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The body of one request on an HTTP connection. */
final class HttpRequestBody implements RequestBody {
  private static final long UNKNOWN = -1;
  private static final long SKIPPED_BYTES_MAX = 64 << 10;

  private final Backpressure reads;
  private final long length;
  private final Deque<Chunk> early = new ArrayDeque<>(2);
  private @Nullable Reader reader;
  private @Nullable Runnable onContinue;
  private boolean complete;
  private boolean discarded;

  private record Chunk(ByteBuf bytes, boolean last) {}

  private HttpRequestBody(Backpressure reads, long length, @Nullable Runnable onContinue) {
    this.reads = reads;
    this.length = length;
    this.onContinue = onContinue;
  }

  /** The body that this head announces; a client that waits to be told is told when it is read. */
  static HttpRequestBody of(HttpRequest request, Backpressure reads, Runnable sendContinue) {
    if (request.decoderResult().isFailure()) {
      return new HttpRequestBody(reads, UNKNOWN, null);
    }
    return new HttpRequestBody(
        reads,
        HttpUtil.isTransferEncodingChunked(request)
            ? UNKNOWN
            : HttpUtil.getContentLength(request, 0L),
        request.headers().contains(HttpHeaderNames.EXPECT) ? sendContinue : null);
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readTo(Reader taker) {
    if (onContinue != null) {
      onContinue.run();
      onContinue = null;
    }
    reader = taker;
    while (!early.isEmpty()) {
      Chunk chunk = early.poll();
      taker.onChunk(chunk.bytes, chunk.last);
    }
    reads.resume(PauseReason.BODY_UNCLAIMED);
  }

  @Override
  public void discard() {
    discarded = true;
    reader = null;
    while (!early.isEmpty()) {
      early.poll().bytes.release();
    }
    reads.resume(PauseReason.BODY_UNCLAIMED);
  }

  /** Takes what came from the client. */
  void offer(ByteBuf bytes, boolean last) {
    complete = last;
    if (reader != null) {
      reader.onChunk(bytes, last);
    } else if (discarded) {
      bytes.release();
    } else {
      early.add(new Chunk(bytes, last));
      if (!last) {
        reads.pause(PauseReason.BODY_UNCLAIMED);
      }
    }
  }

  /** Whether the client has sent it all. */
  boolean isComplete() {
    return complete;
  }

  /** Whether the rest is short enough to be read away, so that the connection can go on. */
  boolean isSkippable() {
    return complete || (onContinue == null && length >= 0 && length <= SKIPPED_BYTES_MAX);
  }
}
