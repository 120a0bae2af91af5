package dev.gatehouse.gateway.journey.locate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Policy;
import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Remembered;
import dev.gatehouse.gateway.journey.locate.TenantDirectory.Freshness;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.TenantRecord;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tenants at hand, and apart from them the names that nobody has: made-up names, however many,
 * push out no tenant.
 */
@CrossThread
final class RememberedTenants {
  private static final int UNKNOWN_FIXED_BYTES = 256;

  private final Cache<Namespace, KnownTenant> known;
  private final Cache<Namespace, Boolean> unknown;
  private final LongSupplier nanos;

  RememberedTenants(Freshness freshness, LongSupplier nanos) {
    this.nanos = nanos;
    // The work of a cache is short, and must not wait for threads that wait for the registry.
    this.known =
        Remembered.onCaller()
            .maximumWeight(freshness.bytesMax())
            .weigher((Namespace _, KnownTenant tenant) -> tenant.bytes())
            .build();
    this.unknown =
        Remembered.onCaller()
            .ticker(nanos::getAsLong)
            .maximumWeight(freshness.unknownBytesMax())
            .weigher((Namespace name, Boolean _) -> UNKNOWN_FIXED_BYTES + name.name().length())
            .expireAfterWrite(freshness.negativeFor())
            .build();
  }

  @Nullable KnownTenant known(Namespace namespace) {
    return known.getIfPresent(namespace);
  }

  boolean isUnknown(Namespace namespace) {
    return unknown.getIfPresent(namespace) != null;
  }

  void remember(Namespace namespace, Optional<TenantRecord> found) {
    if (found.isPresent()) {
      unknown.invalidate(namespace);
      known.put(namespace, new KnownTenant(found.get(), nanos.getAsLong()));
    } else {
      known.invalidate(namespace);
      unknown.put(namespace, true);
    }
  }

  void forget(Namespace namespace) {
    known.invalidate(namespace);
    unknown.invalidate(namespace);
  }

  long knownCount() {
    return known.estimatedSize();
  }

  long unknownCount() {
    return unknown.estimatedSize();
  }

  long knownBytes() {
    return bytes(known);
  }

  long unknownBytes() {
    return bytes(unknown);
  }

  private static long bytes(Cache<?, ?> cache) {
    return cache.policy().eviction().map(Policy.Eviction::weightedSize).orElseThrow().orElseThrow();
  }
}
