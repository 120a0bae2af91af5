package dev.gatehouse.gateway.journey.send.lane;

import dev.gatehouse.gateway.journey.rewrite.guard.StatelessPipeline;
import dev.gatehouse.gateway.journey.send.UpstreamLease;
import dev.gatehouse.gateway.journey.send.UpstreamReceiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brief reads of several clients of one tenant that cross sqld together: as the steps of one batch,
 * for which it does its work of a request once. Whoever travels alone goes as it came, and whose
 * step failed goes alone another way.
 */
final class Convoy implements UpstreamReceiver {
  private static final int SEATS_MAX = 16;
  private static final byte[] BEGIN = ascii("{\"type\":\"batch\",\"batch\":{\"steps\":[");
  private static final byte[] STEP = ascii("{\"stmt\":");
  private static final byte[] END = ascii("]}}");

  private final Convoys convoys;
  private final List<ConvoySeat> seats = new ArrayList<>(4);
  private @Nullable LaneLease lease;
  private int reserved;
  private boolean waits;
  private boolean gone;
  private boolean returned;

  Convoy(Convoys convoys) {
    this.convoys = convoys;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  ConvoySeat seat(StatelessPipeline read) {
    reserved++;
    return new ConvoySeat(this, read);
  }

  boolean isFull() {
    return reserved == SEATS_MAX;
  }

  /** Takes along who has brought its request, unless it has left. */
  boolean takesAlong(ConvoySeat seat) {
    return !gone && seats.add(seat);
  }

  /** Whether it did not wait before. */
  boolean beginsToWait() {
    boolean begins = !waits;
    waits = true;
    return begins;
  }

  private boolean isAlone() {
    return seats.size() == 1;
  }

  /** Whether nobody is there any more; if so, it takes nobody along. */
  boolean isDeserted() {
    seats.removeIf(ConvoySeat::isLeft);
    gone = seats.isEmpty();
    return gone;
  }

  /** What those who are there are to a lane. */
  StatelessPipeline asPipeline() {
    return isAlone() ? seats.getFirst().read() : StatelessPipeline.ofReads(bytes());
  }

  private int bytes() {
    int bytes = BEGIN.length + END.length - 1;
    for (ConvoySeat seat : seats) {
      bytes += STEP.length + seat.statementBytes() + 2;
    }
    return bytes;
  }

  void departOn(LaneLease taken) {
    gone = true;
    lease = taken;
    count(isAlone() ? Way.LANE : Way.CONVOY);
    taken.receiveTo(this);
    taken.run(isAlone() ? seats.getFirst().takeBody() : batch(taken.alloc()), () -> {});
  }

  private void count(Way way) {
    seats.forEach(_ -> convoys.group().count(way));
  }

  private ByteBuf batch(ByteBufAllocator alloc) {
    ByteBuf batch = alloc.buffer(bytes()).writeBytes(BEGIN);
    for (int i = 0; i < seats.size(); i++) {
      if (i > 0) {
        batch.writeByte(',');
      }
      batch.writeBytes(STEP);
      seats.get(i).writeStatement(batch);
      batch.writeByte('}');
    }
    return batch.writeBytes(END);
  }

  @Override
  public void onHead(HttpResponse head) {
    if (isAlone()) {
      seats.getFirst().onHead(head);
    }
  }

  @Override
  public void onBody(ByteBuf answer) {
    if (isAlone()) {
      seats.getFirst().onBody(answer);
      return;
    }
    var parts = new ConvoyAnswer(answer);
    List<@Nullable LaneAnswer> answers = new ArrayList<>(seats.size());
    for (ConvoySeat seat : seats) {
      boolean found = parts.next();
      if (found) {
        parts.noteIn(convoys.group().brief(), seat.shape());
      } else {
        convoys.group().brief().forget(seat.shape());
      }
      answers.add(found && !seat.isLeft() ? parts.answer(answer.alloc()) : null);
    }
    answer.release();
    for (int i = 0; i < answers.size(); i++) {
      LaneAnswer its = answers.get(i);
      if (its != null) {
        seats.get(i).answer(its);
      } else {
        seats.get(i).breakOff();
      }
    }
  }

  @Override
  public void onEnd() {
    if (isAlone()) {
      seats.getFirst().onEnd();
    }
    onReturned();
  }

  @Override
  public void onPauseInReading() {}

  @Override
  public void onBroken(boolean malformed) {
    onReturned();
    seats.forEach(seat -> convoys.group().brief().forget(seat.shape()));
    breakOff();
    if (lease != null) {
      lease.close();
    }
  }

  /** Leaves everybody to another way, as none is free for too long. */
  void strand() {
    gone = true;
    count(Way.CROWDED);
    breakOff();
  }

  private void breakOff() {
    List.copyOf(seats).forEach(ConvoySeat::breakOff);
  }

  /** Somebody does not wait for the answer any more. */
  void onLeft() {
    LaneLease taken = lease;
    if (taken != null && !returned && seats.stream().allMatch(ConvoySeat::isLeft)) {
      taken.close();
      onReturned();
    }
  }

  private void onReturned() {
    if (!returned) {
      returned = true;
      convoys.onReturned();
    }
  }

  /** Whoever ends a lane does so alone the next time. */
  UpstreamLease followed(ConvoySeat seat, UpstreamLease next) {
    LaneGroup group = convoys.group();
    group.count(Way.AGAIN);
    boolean lost = lease != null && lease.isLost();
    return lost ? new SecondRun(next, () -> group.shun(seat.shape())) : next;
  }
}
