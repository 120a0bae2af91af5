package dev.gatehouse.gateway.journey.permit;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.RateWindow;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.TenantRecord;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What one tenant is using: its stacked buckets and its exchanges under way. */
@CrossThread
final class TenantMeter {
  private static final String SECOND = "second";
  private static final String MINUTE = "minute";

  private final Bucket bucket;
  private final AtomicInteger running = new AtomicInteger();
  private volatile Held held;

  /**
   * What the tenant is held to.
   *
   * @param tenant as the registry knew it last
   */
  private record Held(TenantRecord tenant, Limits limits) {}

  TenantMeter(TenantRecord tenant, Limits limits, TimeMeter time) {
    this.held = new Held(tenant, limits);
    this.bucket =
        Bucket.builder()
            .withCustomTimePrecision(time)
            .addLimit(second(limits))
            .addLimit(minute(limits))
            .build();
  }

  private static Bandwidth second(Limits limits) {
    return window(SECOND, limits.perSecondMax(), Duration.ofSeconds(1));
  }

  private static Bandwidth minute(Limits limits) {
    return window(MINUTE, limits.perMinuteMax(), Duration.ofMinutes(1));
  }

  private static Bandwidth window(String name, int tokens, Duration period) {
    return Bandwidth.builder().capacity(tokens).refillGreedy(tokens, period).id(name).build();
  }

  TenantRecord tenant() {
    return held.tenant();
  }

  /**
   * Holds the tenant to these from now on. The part of each window that it has used stays used, and
   * a debt stays a debt.
   */
  void hold(TenantRecord tenant, Limits limits) {
    Held now = held;
    if (now.limits().equals(limits) && now.tenant().equals(tenant)) {
      return;
    }
    synchronized (this) {
      if (!held.limits().equals(limits)) {
        bucket.replaceConfiguration(
            BucketConfiguration.builder().addLimit(second(limits)).addLimit(minute(limits)).build(),
            TokensInheritanceStrategy.PROPORTIONALLY);
      }
      held = new Held(tenant, limits);
    }
  }

  /** How many requests of the tenant sqld may have at once. */
  int concurrentMax() {
    return held.limits().concurrentMax();
  }

  /** Takes a place among the exchanges under way and those that wait, if there is one. */
  boolean enter(int waitingMax) {
    if (running.incrementAndGet() > concurrentMax() + waitingMax) {
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

  /** Takes the first token of a request, or says when there will be one. */
  Optional<Refusal> charge() {
    return bucket.tryConsume(1) ? Optional.empty() : Optional.of(overLimit());
  }

  /**
   * Takes what a request costs beyond its first token. It is refused only where another one has
   * left a debt since; no request costs more than a minute.
   */
  Optional<Refusal> chargeBeyondFirst(int statements) {
    int tokens = Math.min(RequestCost.beyondFirst(statements), held.limits().perMinuteMax());
    if (tokens == 0) {
      return Optional.empty();
    }
    if (bucket.getAvailableTokens() < 0) {
      return Optional.of(overLimit());
    }
    bucket.consumeIgnoringRateLimits(tokens);
    return Optional.empty();
  }

  private OverLimit overLimit() {
    Limits limits = held.limits();
    long[] left =
        bucket
            .asVerbose()
            .getAvailableTokens()
            .getDiagnostics()
            .getAvailableTokensPerEachBandwidth();
    Duration second = untilNext(left[0], limits.perSecondMax(), Duration.ofSeconds(1));
    Duration minute = untilNext(left[1], limits.perMinuteMax(), Duration.ofMinutes(1));
    return new OverLimit(
        "requests",
        second.compareTo(minute) > 0 ? second : minute,
        List.of(
            state(SECOND, limits.perSecondMax(), 1, left[0], second),
            state(MINUTE, limits.perMinuteMax(), 60, left[1], minute)));
  }

  /** How long until there is a token to take. */
  private static Duration untilNext(long left, int max, Duration period) {
    return period.multipliedBy(Math.max(0, 1 - left)).dividedBy(max);
  }

  private static RateWindow state(String name, int max, long seconds, long left, Duration wait) {
    return new RateWindow(
        name, max, seconds, Math.max(0, left), Math.max(1, wait.plusMillis(999).toSeconds()));
  }
}
