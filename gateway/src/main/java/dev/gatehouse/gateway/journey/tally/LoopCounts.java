package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Leg;
import dev.gatehouse.gateway.exchange.Route;
import dev.gatehouse.tenancy.Namespace;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/** What one event loop counted: written by it alone and so without locks, read by any thread. */
@CrossThread
final class LoopCounts {
  static final int CLASSES = 6;
  private static final int UNROUTED = Route.values().length;
  private static final int BYTES_IN = 0;
  private static final int BYTES_OUT = 1;

  private final @Nullable Histogram[][] requests = new @Nullable Histogram[UNROUTED + 1][CLASSES];
  private final Histogram[] legs = new Histogram[Leg.COUNT];
  private final AtomicLongArray bytes = new AtomicLongArray(2);
  private final Hitters hitters = new Hitters();

  LoopCounts() {
    for (int i = 0; i < legs.length; i++) {
      legs[i] = new Histogram();
    }
  }

  /** Counts an exchange that is over. */
  void count(Journal journal) {
    Route route = journal.route();
    requestsOf(route, journal.status() / 100).record(journal.nanos());
    if (route != null && !route.isOwn() && !route.isIdentity()) {
      countLegs(route, journal);
    }
    add(BYTES_IN, journal.bytesIn());
    add(BYTES_OUT, journal.bytesOut());
    Namespace namespace = journal.namespace();
    if (namespace != null) {
      hitters.onTime(journal.endedNanos());
      hitters.add(Ranking.REQUESTS, namespace, 1);
      hitters.add(Ranking.BYTES, namespace, journal.bytesIn() + journal.bytesOut());
    }
  }

  @SuppressWarnings("EnumOrdinal") // an index
  private Histogram requestsOf(@Nullable Route route, int statusClass) {
    @Nullable Histogram[] ofRoute = requests[route == null ? UNROUTED : route.ordinal()];
    int place = Math.clamp(statusClass, 0, CLASSES - 1);
    Histogram known = ofRoute[place];
    if (known == null) {
      known = new Histogram();
      ofRoute[place] = known;
    }
    return known;
  }

  /** What lasts as long as its reader likes says nothing of how quick anybody is. */
  private void countLegs(Route route, Journal journal) {
    Leg last = journal.lastLeg();
    boolean lasts = route == Route.WEBSOCKET || route.isLasting();
    for (int place = 0; place <= last.place(); place++) {
      Leg leg = Leg.at(place);
      if (!lasts || place <= Leg.CONNECT.place()) {
        legs[place].record(journal.nanosIn(leg));
      }
    }
  }

  private void add(int place, long more) {
    bytes.lazySet(place, bytes.getPlain(place) + more);
  }

  void rank(Ranking ranking, Namespace namespace, long weight) {
    hitters.add(ranking, namespace, weight);
  }

  /** Whom this loop ranks; to be asked on it. */
  Hitters hitters() {
    return hitters;
  }

  /** The times of requests of a route and a class of status, if there were any. */
  @Nullable Histogram requests(int route, int statusClass) {
    return requests[route][statusClass];
  }

  Histogram leg(int place) {
    return legs[place];
  }

  long bytesIn() {
    return bytes.getOpaque(BYTES_IN);
  }

  long bytesOut() {
    return bytes.getOpaque(BYTES_OUT);
  }
}
