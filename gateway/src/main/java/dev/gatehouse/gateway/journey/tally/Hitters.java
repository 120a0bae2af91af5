package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.tenancy.Namespace;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which tenants have most of what lately, as one event loop saw it; belongs to that loop. */
final class Hitters {
  private static final long WINDOW_NANOS = Duration.ofMinutes(5).toNanos();

  private HeavyHitters[] now = empty();
  private HeavyHitters[] before = empty();
  private long sinceNanos;

  private static HeavyHitters[] empty() {
    var rankings = new HeavyHitters[Ranking.values().length];
    Arrays.setAll(rankings, _ -> new HeavyHitters());
    return rankings;
  }

  @SuppressWarnings("EnumOrdinal") // an index
  void add(Ranking ranking, Namespace namespace, long weight) {
    now[ranking.ordinal()].add(namespace, weight);
  }

  /** Forgets what is older than two windows. */
  void onTime(long nanos) {
    if (nanos - sinceNanos > WINDOW_NANOS) {
      before = nanos - sinceNanos > 2 * WINDOW_NANOS ? empty() : now;
      now = empty();
      sinceNanos = nanos;
    }
  }

  /** Everybody who is kept of the last window and the one before it. */
  @SuppressWarnings("EnumOrdinal") // an index
  List<Hitter> kept(Ranking ranking, long nanos) {
    onTime(nanos);
    int place = ranking.ordinal();
    return Stream.concat(now[place].kept().stream(), before[place].kept().stream()).toList();
  }
}
