package dev.gatehouse.gateway.journey.send.lane;

import dev.gatehouse.gateway.exchange.CrossThread;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many pipelines took which way. */
@CrossThread
final class Ways {
  private final Map<Way, LongAdder> counts = new EnumMap<>(Way.class);

  Ways() {
    for (Way way : Way.values()) {
      counts.put(way, new LongAdder());
    }
  }

  void count(Way way) {
    adder(way).increment();
  }

  long counted(Way way) {
    return adder(way).sum();
  }

  private LongAdder adder(Way way) {
    LongAdder adder = counts.get(way);
    if (adder == null) {
      throw new IllegalStateException("a way without a count");
    }
    return adder;
  }
}
