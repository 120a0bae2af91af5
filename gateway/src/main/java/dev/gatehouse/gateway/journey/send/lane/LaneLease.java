package dev.gatehouse.gateway.journey.send.lane;

import dev.gatehouse.gateway.journey.rewrite.guard.StatelessPipeline;
import dev.gatehouse.gateway.journey.send.UpstreamLease;
import dev.gatehouse.gateway.journey.send.UpstreamReceiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One pipeline on one stream.
 *
 * <pre>
 *   RUN --clean--> done
 *    |  --written meanwhile--> VERIFY --same tables--> done
 *    |                            ^--other tables--> RUN once more
 *    |  --open transaction--> CLOSE --closed--> done
 * </pre>
 *
 * <p>The requests go out in one flush, before a change with what makes the connection as new, and
 * with the question for autocommit at their end if any of them begins or ends a transaction; no
 * other statement of a stateless pipeline can leave one open. The answer is held back until it is
 * whole, as what sqld answers over HTTP is known only then.
 */
final class LaneLease implements WholeAnswerLease {
  private static final byte[] CLEAN =
      "{\"type\":\"get_autocommit\",\"is_autocommit\":true}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DIRTY =
      "{\"type\":\"get_autocommit\",\"is_autocommit\":false}".getBytes(StandardCharsets.US_ASCII);

  private static final long UNCHECKED_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long GRACE_MILLIS = 1_000;

  /** An answer of reads alone that is larger goes through a connection, where it can stream. */
  private static final int READ_BYTES_MAX = 1 << 20;

  private static final int ANSWER_BYTES_MAX = 64 << 20;

  /** Room for what it asks itself. */
  private static final int OWN_BYTES = 1024;

  private final Lane lane;
  private final LaneStream stream;
  private final StatelessPipeline pipeline;
  private final LaneAnswer answer;
  private ByteBuf body = Unpooled.EMPTY_BUFFER;
  private final EarlyMessages early = new EarlyMessages();
  private @Nullable UpstreamReceiver receiver;
  private Step step = Step.RUN;
  private int messages;
  private int answered;
  private int ownBefore;
  private long seenBefore;
  private long indexMax;
  private boolean verified;
  private boolean onNewStream;
  private boolean unrenewed;
  private boolean failed;
  private boolean answerGone;
  private boolean done;
  private boolean lost;

  /** What the lease waits for. */
  private enum Step {
    RUN,
    VERIFY,
    CLOSE
  }

  LaneLease(Lane lane, LaneStream stream, StatelessPipeline pipeline) {
    this.lane = lane;
    this.stream = stream;
    this.pipeline = pipeline;
    this.answer = new LaneAnswer(lane.upstream().alloc());
  }

  @Override
  public void receiveTo(UpstreamReceiver taker) {
    receiver = taker;
  }

  @Override
  public void send(HttpRequest head, ByteBuf requests, Runnable onSent) {
    run(requests, onSent);
  }

  void run(ByteBuf requests, Runnable onSent) {
    if (done) {
      requests.release();
      return;
    }
    body = requests;
    if (!lane.isOpen()) {
      lane.close();
      onLost();
      return;
    }
    seenBefore = lane.group().seenIndex();
    ByteBuf out = outgoing();
    onNewStream = !stream.isOpen();
    if (onNewStream) {
      stream.open(lane.newHranaId());
      LaneFrames.open(out, nextId(), stream.hranaId());
    }
    if (pipeline.changes()) {
      LaneFrames.renew(out, nextId(), stream.hranaId(), onNewStream);
    }
    boolean checks =
        pipeline.describes() || stream.isUncheckedFor(UNCHECKED_NANOS, System.nanoTime());
    if (checks) {
      LaneFrames.check(out, nextId(), stream.hranaId());
    }
    ownBefore = messages;
    verified = checks;
    run(out);
    if (pipeline.changes()) {
      onSent.run();
    }
  }

  private ByteBuf outgoing() {
    int frames = pipeline.requests() + 4;
    return lane.upstream()
        .alloc()
        .buffer(body.readableBytes() + frames * LaneFrames.OVERHEAD_BYTES + OWN_BYTES);
  }

  private int nextId() {
    return stream.messageId(messages++);
  }

  private void run(ByteBuf out) {
    for (int i = 0; i < pipeline.requests(); i++) {
      LaneFrames.request(out, nextId(), stream.hranaId(), body, pipeline.from(i), pipeline.to(i));
    }
    if (pipeline.transacts()) {
      LaneFrames.autocommit(out, nextId(), stream.hranaId());
    }
    lane.send(out);
  }

  /**
   * Takes a message of sqld; false where it is out of step, and so is the lane. An error of sqld's
   * own parser overtakes the answers to what runs before it.
   */
  boolean onMessage(ByteBuf message, LaneMessage parts) {
    int number = parts.id() - stream.messageId(0);
    if (number >= messages) {
      return false;
    }
    if (number != answered) {
      return early.add(number - answered - 1, message);
    }
    boolean inStep = onNext(message, parts);
    while (inStep && !done) {
      ByteBuf next = early.poll();
      if (next == null) {
        return true;
      }
      inStep = parts.read(next) && onNext(next, parts);
      next.release();
    }
    return inStep;
  }

  private boolean onNext(ByteBuf message, LaneMessage parts) {
    int number = answered++;
    return switch (step) {
      case RUN -> onRunning(number - ownBefore, message, parts);
      case VERIFY -> parts.isOk() && onVerified(message, parts);
      case CLOSE -> {
        stream.close();
        finish();
        yield parts.isOk();
      }
    };
  }

  private boolean onRunning(int request, ByteBuf message, LaneMessage parts) {
    if (request < 0) {
      return onPrepared(-request, message, parts);
    }
    if (request < pipeline.requests()) {
      onResult(message, parts);
      if (request == pipeline.requests() - 1 && !pipeline.transacts()) {
        onClean();
      }
      return true;
    }
    if (parts.says(message, CLEAN)) {
      onClean();
      return true;
    }
    if (parts.says(message, DIRTY)) {
      onDirty();
      return true;
    }
    return false;
  }

  /** What came so many messages before the pipeline is done. */
  private boolean onPrepared(int before, ByteBuf message, LaneMessage parts) {
    boolean isCheck = verified && before == 1;
    boolean isRenewal = pipeline.changes() && before == (verified ? 2 : 1);
    if (isRenewal && !parts.isOk()) {
      unrenewed = true;
      lane.group().onUnrenewed();
      return true;
    }
    return parts.isOk() && (!isCheck || onChecked(message, parts));
  }

  private boolean onChecked(ByteBuf message, LaneMessage parts) {
    long value = SchemaCheck.valueIn(message, parts.from(), parts.to());
    if (value == SchemaCheck.NONE) {
      return false;
    }
    stream.onChecked(value, seenBefore, System.nanoTime());
    lane.group().onChecked(value, seenBefore);
    if (SchemaCheck.isTricky(value) && !pipeline.changes()) {
      giveUp();
    }
    return true;
  }

  private void onResult(ByteBuf message, LaneMessage parts) {
    if (pipeline.showsColumns()) {
      long index = SchemaCheck.indexIn(message, parts.from(), parts.to());
      indexMax = Math.max(indexMax, index);
      failed |= !parts.isOk();
      lane.group().onSeen(index);
    }
    if (pipeline.isSingleRead()) {
      lane.group().brief().note(pipeline.shape(), message, parts.from(), parts.to());
    }
    if (answerGone) {
      return;
    }
    int bytes = answer.bytes() + parts.to() - parts.from();
    if (bytes > (pipeline.changes() ? ANSWER_BYTES_MAX : READ_BYTES_MAX)) {
      lane.group().shun(pipeline.shape());
      giveUp();
    } else {
      answer.add(message, parts);
    }
  }

  private void onClean() {
    if (unrenewed) {
      onDirty();
    } else if (verified || !pipeline.showsColumns() || (!failed && stream.isGoodAt(indexMax))) {
      finish();
    } else if (!failed && lane.group().isSameSince(stream.schema(), indexMax)) {
      stream.isGoodUntil(indexMax);
      finish();
    } else {
      step = Step.VERIFY;
      ByteBuf out = outgoing();
      LaneFrames.check(out, nextId(), stream.hranaId());
      lane.send(out);
    }
  }

  private boolean onVerified(ByteBuf message, LaneMessage parts) {
    long before = stream.schema();
    seenBefore = indexMax;
    verified = true;
    if (!onChecked(message, parts)) {
      return false;
    }
    if (stream.schema() == before || answerGone) {
      finish();
      return true;
    }
    answer.clear();
    step = Step.RUN;
    ownBefore = messages;
    run(outgoing());
    return true;
  }

  /** Closes a stream that is not as a new one would be. */
  private void onDirty() {
    boolean stale = !verified && pipeline.showsColumns();
    boolean wrong = unrenewed && !onNewStream && !answerGone && answer.tellsRow();
    if (stale || wrong) {
      giveUp();
    }
    step = Step.CLOSE;
    ByteBuf out = outgoing();
    LaneFrames.close(out, nextId(), stream.hranaId());
    lane.send(out);
  }

  /** Leaves the answer to another way; the stream runs on until it is clean. */
  private void giveUp() {
    UpstreamReceiver told = receiver;
    dropAnswer();
    if (told != null) {
      told.onBroken(false);
    }
  }

  private void finish() {
    done = true;
    body.release();
    lane.onFinished(stream, System.nanoTime());
    UpstreamReceiver taker = receiver;
    receiver = null;
    if (taker == null || answerGone) {
      dropAnswer();
    } else {
      answerGone = true;
      answer.to(taker);
    }
  }

  private void dropAnswer() {
    receiver = null;
    if (!answerGone) {
      answerGone = true;
      answer.release();
    }
  }

  /** The lane went away before the answer was whole. */
  void onLost() {
    if (done) {
      return;
    }
    done = true;
    lost = true;
    body.release();
    early.release();
    if (pipeline.changes() && messages > 0) {
      lane.group().suspect(pipeline.shape());
    }
    giveUp();
  }

  /** sqld may finish what it has begun for nobody, for a little while. */
  @Override
  public void close() {
    dropAnswer();
    if (!done && messages == 0) {
      finish();
    } else if (!done) {
      lane.group()
          .loop()
          .schedule(
              () -> {
                if (!done) {
                  lane.close();
                }
              },
              GRACE_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  ByteBufAllocator alloc() {
    return lane.upstream().alloc();
  }

  /** Whether the lane went away under it. */
  boolean isLost() {
    return lost;
  }

  @Override
  public UpstreamLease followedBy(UpstreamLease next) {
    lane.group().count(Way.AGAIN);
    return lost ? new SecondRun(next, () -> lane.group().shun(pipeline.shape())) : next;
  }
}
