package dev.gatehouse.gateway.journey.permit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.exchange.Remembered;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many streams each tenant holds open in sqld, over all carriers.
 *
 * <p>A stream is whatever holds a connection to a database: an exchange under way, a stream of a
 * session, and what rests in sqld between two requests, known by a handle.
 */
@CrossThread
public final class OpenStreams {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final TenantCount held;
  private final Cache<String, Resting> resting;
  private final AtomicLong nameless = new AtomicLong();

  /** A stream between two requests, and how long sqld keeps it. */
  private record Resting(NamespaceId tenant, Duration lifetime, @Nullable RestingStream stream) {}

  public OpenStreams(int streamsMax, LongSupplier nanos) {
    this.held = new TenantCount(streamsMax);
    this.resting =
        Remembered.onCaller()
            .expireAfter(Expiry.<String, Resting>writing((_, stream) -> stream.lifetime()))
            .ticker(nanos::getAsLong)
            .evictionListener(this::onExpired)
            .build();
  }

  private void onExpired(@Nullable String handle, @Nullable Resting stream, RemovalCause cause) {
    if (stream != null) {
      held.give(stream.tenant());
    }
  }

  /** The stream of one exchange of this tenant. */
  public StreamHold holdFor(NamespaceId tenant) {
    return new StreamHold(this, tenant);
  }

  /** Takes one of the tenant's streams, or says that there is none left. */
  Optional<Refusal> take(NamespaceId tenant) {
    if (held.take(tenant)) {
      return Optional.empty();
    }
    resting.cleanUp();
    return held.take(tenant) ? Optional.empty() : Optional.of(new OverLimit("open streams", RETRY));
  }

  void give(NamespaceId tenant) {
    held.give(tenant);
  }

  /** Takes on a stream that rests under this handle, which counts already. */
  boolean resume(NamespaceId tenant, String handle) {
    Resting stream = resting.getIfPresent(handle);
    return stream != null
        && stream.tenant().equals(tenant)
        && resting.asMap().remove(handle, stream);
  }

  /** Leaves a stream that counts to rest, until it is resumed or sqld has closed it. */
  void rest(NamespaceId tenant, String handle, Duration lifetime, @Nullable RestingStream stream) {
    if (resting.asMap().put(handle, new Resting(tenant, lifetime, stream)) != null) {
      held.give(tenant);
    }
  }

  /** What rests under a baton, of which this is true. */
  public List<RestingStream> resting(Predicate<? super RestingStream> which) {
    return resting.asMap().values().stream()
        .map(Resting::stream)
        .filter(Objects::nonNull)
        .filter(which)
        .toList();
  }

  /** A handle for a stream that nobody can resume. */
  String namelessHandle() {
    return "nameless " + nameless.incrementAndGet();
  }

  /** How many streams the tenant holds open. */
  public int heldBy(NamespaceId tenant) {
    resting.cleanUp();
    return held.heldBy(tenant);
  }

  /** How many streams all tenants hold open. */
  public long total() {
    resting.cleanUp();
    return held.total();
  }
}
