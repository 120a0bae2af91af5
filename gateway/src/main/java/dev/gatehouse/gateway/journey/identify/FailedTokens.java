package dev.gatehouse.gateway.journey.identify;

import com.github.benmanes.caffeine.cache.Cache;
import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.exchange.Refusal.TokenExpired;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.exchange.Remembered;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
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

  /** A token whose signature was not looked at costs a tenth of one whose signature was. */
  private static final int UNITS_PER_FAILURE = 10;

  private final TimeMeter meter;
  private final Cache<Long, Bucket> buckets;
  private volatile int perMinuteMax;

  FailedTokens(int perMinuteMax, int addressesMax, InstantSource clock) {
    this.perMinuteMax = perMinuteMax;
    this.meter = meterOf(clock);
    this.buckets =
        Remembered.onCaller()
            .maximumSize(addressesMax)
            .expireAfterAccess(PERIOD.multipliedBy(2))
            .build();
  }

  /** Why nothing of this client's is looked at now, if so. */
  Optional<Refusal> objectionTo(ClientAddress client) {
    Bucket bucket = buckets.getIfPresent(client.network());
    if (bucket == null || bucket.getAvailableTokens() >= UNITS_PER_FAILURE) {
      return Optional.empty();
    }
    long nanos = bucket.estimateAbilityToConsume(UNITS_PER_FAILURE).getNanosToWaitForRefill();
    return Optional.of(
        new OverLimit("failed authentications", Duration.ofNanos(Math.max(1, nanos))));
  }

  /** Counts what a client sent that is not good: an expired token is nobody's attack, mostly. */
  void onRefused(ClientAddress client, Refusal refusal) {
    int units =
        switch (refusal) {
          case TokenInvalid _ -> UNITS_PER_FAILURE;
          case TokenExpired _ -> 1;
          default -> 0;
        };
    if (units > 0) {
      buckets.get(client.network(), _ -> fullBucket()).tryConsume(units);
    }
  }

  /** Allows so many from now on; who had used up the old ones has used up the new. */
  void limit(int newPerMinuteMax) {
    if (perMinuteMax != newPerMinuteMax) {
      perMinuteMax = newPerMinuteMax;
      var allowed = BucketConfiguration.builder().addLimit(bandwidth()).build();
      for (Bucket bucket : buckets.asMap().values()) {
        bucket.replaceConfiguration(allowed, TokensInheritanceStrategy.PROPORTIONALLY);
      }
    }
  }

  private Bandwidth bandwidth() {
    long units = (long) perMinuteMax * UNITS_PER_FAILURE;
    return Bandwidth.builder().capacity(units).refillGreedy(units, PERIOD).build();
  }

  private Bucket fullBucket() {
    return Bucket.builder().withCustomTimePrecision(meter).addLimit(bandwidth()).build();
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
