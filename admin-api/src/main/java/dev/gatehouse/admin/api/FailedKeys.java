package dev.gatehouse.admin.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts the wrong keys of each address, so that nobody can try out many. */
final class FailedKeys {
  static final int FAILURES_MAX = 30;
  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int ADDRESSES_MAX = 10_000;

  private final LongSupplier nanos;
  private final Map<String, Failures> byAddress = new LinkedHashMap<>(64, 0.75f, true);

  FailedKeys(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** How many wrong keys came since a moment. */
  private record Failures(int count, long since) {}

  /** Whether a key from there may be looked at. */
  synchronized boolean mayTry(String address) {
    Failures failures = byAddress.get(address);
    return failures == null || isOver(failures) || failures.count() < FAILURES_MAX;
  }

  synchronized void count(String address) {
    Failures old = byAddress.get(address);
    byAddress.put(
        address,
        old == null || isOver(old)
            ? new Failures(1, nanos.getAsLong())
            : new Failures(old.count() + 1, old.since()));
    if (byAddress.size() > ADDRESSES_MAX) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
  }

  private boolean isOver(Failures failures) {
    return nanos.getAsLong() - failures.since() >= WINDOW.toNanos();
  }
}
