package dev.gatehouse.gateway.exchange;

import com.github.benmanes.caffeine.cache.Cache;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;

/** How often each of many may do something in a minute. */
@CrossThread
public final class MinuteQuota<K> {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final String dimension;
  private final int perMinuteMax;
  private final Cache<K, Bucket> buckets;

  /**
   * @param dimension what is counted, as refusals call it
   * @param perMinuteMax how often each may
   * @param keysMax how many of them are remembered
   */
  public MinuteQuota(String dimension, int perMinuteMax, int keysMax) {
    this.dimension = dimension;
    this.perMinuteMax = perMinuteMax;
    this.buckets =
        Remembered.onCaller()
            .maximumSize(keysMax)
            .expireAfterAccess(PERIOD.multipliedBy(2))
            .build();
  }

  /** Counts one more, or says why not. */
  public Optional<Refusal> take(K key) {
    ConsumptionProbe probe = buckets.get(key, _ -> fullBucket()).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(
            new OverLimit(
                dimension, Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()))));
  }

  private Bucket fullBucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinuteMax).refillGreedy(perMinuteMax, PERIOD))
        .build();
  }
}
