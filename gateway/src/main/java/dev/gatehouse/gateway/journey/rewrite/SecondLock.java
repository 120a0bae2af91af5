package dev.gatehouse.gateway.journey.rewrite;

import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Remembered;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SigningKey;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.time.InstantSource;

/** The tokens that Gatehouse shows to sqld: one namespace, one access, a few minutes. */
@CrossThread
public final class SecondLock {
  private static final Duration LIFETIME = Duration.ofMinutes(10);
  private static final Duration RENEWED_AFTER = Duration.ofMinutes(5);
  private static final int TOKENS_MAX = 100_000;

  private final LoadingCache<Door, AsciiString> bearers;

  private record Door(NamespaceId id, Access access) {}

  public SecondLock(SigningKey key, InstantSource clock) {
    this.bearers =
        Remembered.onCaller()
            .maximumSize(TOKENS_MAX)
            .expireAfterWrite(RENEWED_AFTER)
            .build(door -> new AsciiString("Bearer " + key.sign(claimsFor(door, clock))));
  }

  AsciiString bearer(NamespaceId id, Access access) {
    return bearers.get(new Door(id, access));
  }

  private static String claimsFor(Door door, InstantSource clock) {
    return """
    {"p":{"%s":{"ns":["%s"]}},"exp":%d}"""
        .formatted(door.access.claim(), door.id, clock.instant().plus(LIFETIME).getEpochSecond());
  }
}
