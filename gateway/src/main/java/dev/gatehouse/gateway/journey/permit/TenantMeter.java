package dev.gatehouse.gateway.journey.permit;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.tenancy.Limits;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What one tenant is using: its stacked buckets and its exchanges under way. */
@CrossThread
final class TenantMeter {
  private final Limits limits;
  private final Bucket bucket;
  private final AtomicInteger running = new AtomicInteger();

  TenantMeter(Limits limits) {
    this.limits = limits;
    this.bucket =
        Bucket.builder()
            .addLimit(window(limits.perSecondMax(), Duration.ofSeconds(1)))
            .addLimit(window(limits.perMinuteMax(), Duration.ofMinutes(1)))
            .build();
  }

  private static Bandwidth window(int tokens, Duration period) {
    return Bandwidth.builder().capacity(tokens).refillGreedy(tokens, period).build();
  }

  boolean isFor(Limits wanted) {
    return limits.equals(wanted);
  }

  /** Takes a place among the exchanges under way and those that wait, if there is one. */
  boolean enter(int waitingMax) {
    if (running.incrementAndGet() > limits.concurrentMax() + waitingMax) {
      running.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    running.decrementAndGet();
  }

  /** Takes a token that there may not be; the time until the debt is paid. */
  Duration owe() {
    return Duration.ofNanos(bucket.consumeIgnoringRateLimits(1));
  }

  /** Takes a token; the wait for the next one where there is none. */
  Optional<Duration> charge() {
    if (bucket.tryConsume(1)) {
      return Optional.empty();
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }
}
