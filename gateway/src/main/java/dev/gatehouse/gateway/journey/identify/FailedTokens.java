package dev.gatehouse.gateway.journey.identify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How many bad tokens each address may still send: checking a signature is the costliest thing that
 * a stranger can ask for.
 *
 * <p>Whoever has an IPv6 address has a whole /64 of them, which counts as one.
 */
@CrossThread
final class FailedTokens {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final int perMinuteMax;
  private final TimeMeter meter;
  private final Cache<Long, Bucket> buckets;

  FailedTokens(int perMinuteMax, int addressesMax, InstantSource clock) {
    this.perMinuteMax = perMinuteMax;
    this.meter = meterOf(clock);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(addressesMax)
            .expireAfterAccess(PERIOD.multipliedBy(2))
            .build();
  }

  /** Why nothing of this client's is looked at now, if so. */
  Optional<Refusal> objectionTo(ClientAddress client) {
    Bucket bucket = buckets.getIfPresent(client.network());
    if (bucket == null || bucket.getAvailableTokens() > 0) {
      return Optional.empty();
    }
    long nanos = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    return Optional.of(
        new OverLimit("failed authentications", Duration.ofNanos(Math.max(1, nanos))));
  }

  void onFailure(ClientAddress client) {
    buckets.get(client.network(), _ -> fullBucket()).tryConsume(1);
  }

  private Bucket fullBucket() {
    return Bucket.builder()
        .withCustomTimePrecision(meter)
        .addLimit(limit -> limit.capacity(perMinuteMax).refillGreedy(perMinuteMax, PERIOD))
        .build();
  }

  private static TimeMeter meterOf(InstantSource clock) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
      }

      @Override
      public boolean isWallClockBased() {
        return true;
      }
    };
  }
}
