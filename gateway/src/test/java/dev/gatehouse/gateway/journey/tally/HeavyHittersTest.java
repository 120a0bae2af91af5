package dev.gatehouse.gateway.journey.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.testkit.Seed;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HeavyHittersTest {
  private static Map<Namespace, Hitter> kept(HeavyHitters hitters) {
    return hitters.kept().stream()
        .collect(Collectors.toMap(Hitter::namespace, Function.identity()));
  }

  @Test
  void countsFewExactly() {
    var hitters = new HeavyHitters();
    hitters.add(new Namespace("a"), 3);
    hitters.add(new Namespace("b"), 1);
    hitters.add(new Namespace("a"), 4);
    hitters.add(new Namespace("c"), 0);

    assertEquals(
        Set.of(new Hitter(new Namespace("a"), 7, 0), new Hitter(new Namespace("b"), 1, 0)),
        Set.copyOf(kept(hitters).values()));
  }

  @Test
  void missesNobodyWhoHasMuchAndStaysBounded() {
    RandomGenerator random = Seed.random("hitters");
    var hitters = new HeavyHitters();
    Map<Namespace, Long> exact = new HashMap<>();
    long all = 0;
    for (int i = 0; i < 50_000; i++) {
      int who = random.nextInt(10) < 3 ? random.nextInt(5) : random.nextInt(5_000);
      long weight = 1L + random.nextInt(9);
      var namespace = new Namespace("t" + who);
      hitters.add(namespace, weight);
      exact.merge(namespace, weight, Long::sum);
      all += weight;
    }
    Map<Namespace, Hitter> kept = kept(hitters);
    assertEquals(256, kept.size());
    long share = all / 256;
    exact.forEach(
        (namespace, count) -> {
          if (count > share) {
            assertTrue(kept.containsKey(namespace), namespace + " has " + count);
          }
        });
    kept.forEach(
        (namespace, hitter) -> {
          long count = exact.getOrDefault(namespace, 0L);
          assertTrue(hitter.count() >= count, () -> hitter + " has " + count);
          assertTrue(hitter.count() - hitter.over() <= count, () -> hitter + " has " + count);
        });
  }
}
