package dev.gatehouse.gateway.journey.send.lane;

import dev.gatehouse.gateway.journey.rewrite.guard.StatelessPipeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The convoys of one group. One leaves as soon as the event loop has read what was there; while it
 * is under way, who comes gathers for the next.
 */
final class Convoys {
  private static final int WAITING_MAX = 8;
  private static final long PATIENCE_MILLIS = 10;

  private final LaneGroup group;
  private final Deque<Convoy> waiting = new ArrayDeque<>(2);
  private boolean underWay;
  private boolean departing;

  Convoys(LaneGroup group) {
    this.group = group;
  }

  LaneGroup group() {
    return group;
  }

  /** A seat in the next one that has room; null where too many wait. */
  @Nullable ConvoySeat seat(StatelessPipeline read) {
    Convoy last = waiting.peekLast();
    if (last == null || last.isFull()) {
      if (waiting.size() == WAITING_MAX) {
        return null;
      }
      last = new Convoy(this);
      waiting.add(last);
      departSoon();
    }
    return last.seat(read);
  }

  /** Lets go who may, when everybody of this moment has a seat. */
  void departSoon() {
    if (!departing && !waiting.isEmpty()) {
      departing = true;
      group.loop().execute(this::depart);
    }
  }

  private void depart() {
    departing = false;
    waiting.removeIf(Convoy::isDeserted);
    if (!underWay && !waiting.isEmpty()) {
      LaneLease lease = group.leaseNow(waiting.element().asPipeline());
      if (lease != null) {
        underWay = true;
        waiting.remove().departOn(lease);
      }
    }
    for (Convoy late : waiting) {
      if (late.beginsToWait()) {
        group.loop().schedule(() -> strand(late), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void strand(Convoy late) {
    if (waiting.remove(late)) {
      late.strand();
    }
  }

  /** It is no longer under way. */
  void onReturned() {
    underWay = false;
    departSoon();
  }
}
