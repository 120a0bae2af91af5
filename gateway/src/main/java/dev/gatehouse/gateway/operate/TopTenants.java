package dev.gatehouse.gateway.operate;

import dev.gatehouse.gateway.journey.tally.Counts;
import dev.gatehouse.gateway.journey.tally.Hitter;
import dev.gatehouse.gateway.journey.tally.Ranking;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The few tenants that use most, of the last minutes; each event loop is asked on itself. */
public final class TopTenants {
  private static final int ROWS = 20;
  private static final int PATIENCE_SECONDS = 5;

  private final Iterable<EventExecutor> loops;
  private final Counts counts;

  public TopTenants(Iterable<EventExecutor> loops, Counts counts) {
    this.loops = loops;
    this.counts = counts;
  }

  /** Those that have most of it, the first one most; blocks for a moment. */
  List<Hitter> by(Ranking ranking) {
    List<Future<List<Hitter>>> asked = new ArrayList<>();
    for (EventExecutor loop : loops) {
      asked.add(loop.submit(() -> counts.rankedHere(ranking, System.nanoTime())));
    }
    return asked.stream()
        .flatMap(answer -> of(answer).stream())
        .collect(Collectors.toMap(Hitter::namespace, hitter -> hitter, Hitter::and))
        .values()
        .stream()
        .sorted(
            Comparator.comparingLong(Hitter::count)
                .reversed()
                .thenComparing(hitter -> hitter.namespace().name()))
        .limit(ROWS)
        .toList();
  }

  private static List<Hitter> of(Future<List<Hitter>> answer) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException | TimeoutException e) {
      return List.of();
    }
  }

  /** For people: one table for each ranking. */
  String toText() {
    var text = new StringBuilder();
    for (Ranking ranking : Ranking.values()) {
      text.append("%-10s of the last 5 to 10 minutes%n".formatted(ranking.label()));
      for (Hitter hitter : by(ranking)) {
        text.append("  %14d  %s".formatted(hitter.count(), hitter.namespace().name()));
        text.append(
            hitter.over() > 0 ? "  (at most %d too much)%n".formatted(hitter.over()) : "\n");
      }
    }
    return text.toString();
  }

  /** For programs: a list for each ranking. Names have no character that JSON escapes. */
  String toJson() {
    return by().stream().collect(Collectors.joining(",", "{", "}\n"));
  }

  private List<String> by() {
    List<String> rankings = new ArrayList<>();
    for (Ranking ranking : Ranking.values()) {
      rankings.add(
          by(ranking).stream()
              .map(TopTenants::toJson)
              .collect(Collectors.joining(",", "\"" + ranking.label() + "\":[", "]")));
    }
    return rankings;
  }

  private static String toJson(Hitter hitter) {
    return "{\"namespace\":\"%s\",\"count\":%d,\"over\":%d}"
        .formatted(hitter.namespace().name(), hitter.count(), hitter.over());
  }
}
