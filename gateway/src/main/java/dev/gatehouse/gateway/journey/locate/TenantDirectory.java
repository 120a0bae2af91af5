package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.DirectoryDown;
import dev.gatehouse.gateway.journey.locate.Lookup.Told;
import dev.gatehouse.gateway.journey.locate.Lookup.Told.Nothing;
import dev.gatehouse.gateway.journey.locate.Lookup.Told.Outdated;
import dev.gatehouse.gateway.journey.locate.Lookup.Told.Says;
import dev.gatehouse.gateway.journey.locate.Outage.Leave;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceDirectory;
import dev.gatehouse.tenancy.TenantRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * The tenants that the data plane has at hand; asks the registry off the event loop, once for all
 * who wait.
 *
 * <p>A known tenant is served from memory and looked up again behind the scenes. While the registry
 * cannot be read that goes on, for a bounded time. A change to a namespace makes everything
 * forgotten that was read of it, also by look-ups still under way, so what was taken away never
 * comes back from memory.
 */
@CrossThread
public final class TenantDirectory {
  private static final int REFRESHES_MAX = 64;
  private static final int TRIES_MAX = 3;
  private static final Duration SOON = Duration.ofSeconds(1);

  /** A record of this many times the age of a refresh is looked up before it is believed. */
  private static final int OLD_AFTER_REFRESHES = 10;

  private final NamespaceDirectory registry;
  private final Freshness freshness;
  private final Executor lookups;
  private final LongSupplier nanos;
  private final LongConsumer onRead;
  private final RememberedTenants remembered;
  private final Outage outage;
  private final LookupCounts counts = new LookupCounts();
  private final Map<Namespace, Lookup> underWay = new ConcurrentHashMap<>();
  private final AtomicInteger refreshes = new AtomicInteger();

  /**
   * How long the data plane believes what the registry said, and how much of it is kept.
   *
   * @param bytesMax memory for known tenants
   * @param unknownBytesMax memory for names that nobody has
   * @param refreshAfter the age at which a known tenant is asked for again
   * @param negativeFor how long an unknown name stays unknown
   * @param staleFor how long known tenants are served while the registry cannot be read
   * @param lookup how long the registry may take to answer
   */
  public record Freshness(
      long bytesMax,
      long unknownBytesMax,
      Duration refreshAfter,
      Duration negativeFor,
      Duration staleFor,
      Duration lookup) {}

  /**
   * @param lookups threads that may wait for the registry; whatever it rejects is refused
   * @param nanos a monotonic clock
   * @param clock what the time of day is
   * @param onRead is told how long each look-up in the registry took, in nanoseconds
   */
  public TenantDirectory(
      NamespaceDirectory registry,
      Freshness freshness,
      Executor lookups,
      LongSupplier nanos,
      InstantSource clock,
      LongConsumer onRead) {
    this.registry = registry;
    this.freshness = freshness;
    this.lookups = lookups;
    this.nanos = nanos;
    this.onRead = onRead;
    this.remembered = new RememberedTenants(freshness, nanos);
    this.outage = new Outage(nanos, clock);
    registry.onChange(this::forget);
  }

  /** The record of a namespace: at hand, or what the registry says. */
  Outcome<Optional<TenantRecord>> find(Namespace namespace, Exchange exchange) {
    return find(namespace, exchange, TRIES_MAX);
  }

  private Outcome<Optional<TenantRecord>> find(Namespace namespace, Exchange exchange, int tries) {
    KnownTenant known = remembered.known(namespace);
    if (known == null) {
      if (remembered.isUnknown(namespace)) {
        counts.hit();
        return Outcome.ready(Optional.empty());
      }
      return ask(namespace, exchange, tries);
    }
    long age = known.ageNanos(nanos.getAsLong());
    if (age < freshness.refreshAfter().toNanos()) {
      counts.hit();
      return Outcome.ready(Optional.of(known.record()));
    }
    if (outage.isOn()) {
      refresh(namespace);
      return stale(namespace);
    }
    if (age < freshness.refreshAfter().toNanos() * OLD_AFTER_REFRESHES) {
      refresh(namespace);
      counts.hit();
      return Outcome.ready(Optional.of(known.record()));
    }
    return ask(namespace, exchange, tries);
  }

  private Outcome<Optional<TenantRecord>> ask(Namespace namespace, Exchange exchange, int tries) {
    Lookup lookup = lookup(namespace);
    Optional<Told> already = lookup.told();
    if (already.isPresent()) {
      return answerOf(already.get(), namespace, exchange, tries);
    }
    if (isSilent(lookup)) {
      return stale(namespace);
    }
    Later<Told> answer = exchange.await(freshness.lookup(), () -> onSilence(lookup));
    lookup.whenTold(told -> exchange.loop().execute(() -> answer.complete(told)));
    return answer
        .otherwise(
            refusal ->
                refusal instanceof DirectoryDown
                    ? Outcome.ready(new Nothing())
                    : Outcome.stopped(refusal))
        .then(told -> answerOf(told, namespace, exchange, tries));
  }

  private Outcome<Optional<TenantRecord>> answerOf(
      Told told, Namespace namespace, Exchange exchange, int tries) {
    return switch (told) {
      case Says(Optional<TenantRecord> found) -> {
        counts.miss();
        yield Outcome.ready(found);
      }
      case Outdated() -> tries > 0 ? find(namespace, exchange, tries - 1) : stale(namespace);
      case Nothing() -> stale(namespace);
    };
  }

  /** What was known before the registry could not be read, where that is not too long ago. */
  private Outcome<Optional<TenantRecord>> stale(Namespace namespace) {
    KnownTenant known = remembered.known(namespace);
    if (known != null && isServed(known)) {
      counts.stale();
      return Outcome.ready(Optional.of(known.record()));
    }
    counts.failed();
    return Outcome.stopped(down());
  }

  private boolean isServed(KnownTenant known) {
    long now = nanos.getAsLong();
    long doubtedFor = now - known.doubtedSinceNanos().orElse(now);
    return Math.max(doubtedFor, outage.lastedNanos(now)) < freshness.staleFor().toNanos();
  }

  private DirectoryDown down() {
    Duration pause = outage.pauseLeft();
    return new DirectoryDown(pause.compareTo(SOON) > 0 ? pause : SOON);
  }

  private Refusal onSilence(Lookup lookup) {
    if (lookup.told().isEmpty()) {
      doubt(lookup.namespace());
      outage.onSilence(lookup);
    }
    return down();
  }

  /** Whether a look-up has been under way for longer than one may. */
  private boolean isSilent(Lookup lookup) {
    if (lookup.told().isPresent()
        || lookup.isBack()
        || lookup.ageNanos(nanos.getAsLong()) < freshness.lookup().toNanos()) {
      return false;
    }
    var _ = onSilence(lookup);
    return true;
  }

  private void refresh(Namespace namespace) {
    Lookup running = underWay.get(namespace);
    if (running != null) {
      var _ = isSilent(running);
    } else if (refreshes.incrementAndGet() > REFRESHES_MAX) {
      refreshes.decrementAndGet();
    } else {
      lookup(namespace).whenTold(_ -> refreshes.decrementAndGet());
    }
  }

  /** The look-up under way, or a new one. */
  private Lookup lookup(Namespace namespace) {
    var begun = new Lookup(namespace, nanos.getAsLong());
    Lookup running = underWay.putIfAbsent(namespace, begun);
    if (running != null) {
      return running;
    }
    Leave leave = outage.leave();
    if (leave == Leave.NONE) {
      end(begun, new Nothing());
      return begun;
    }
    if (leave == Leave.PROBE) {
      begun.becomeProbe();
    }
    try {
      lookups.execute(() -> run(begun));
    } catch (RejectedExecutionException busy) {
      if (begun.isProbe()) {
        outage.onNotAsked();
      }
      end(begun, new Nothing());
    }
    return begun;
  }

  private void run(Lookup lookup) {
    if (outage.isOn() && !lookup.isProbe()) {
      outage.onNotAsked();
      end(lookup, new Nothing());
      return;
    }
    try {
      Optional<TenantRecord> found = registry.find(lookup.namespace());
      lookup.comeBack();
      outage.onAnswer();
      onRead.accept(lookup.ageNanos(nanos.getAsLong()));
      end(lookup, new Says(found));
    } catch (Throwable e) {
      lookup.comeBack();
      outage.onFailure(e);
      doubt(lookup.namespace());
      end(lookup, new Nothing());
    }
  }

  private void doubt(Namespace namespace) {
    KnownTenant known = remembered.known(namespace);
    if (known != null) {
      known.doubt(nanos.getAsLong());
    }
  }

  /** Ends a look-up; what it found counts only if the namespace was not changed meanwhile. */
  private void end(Lookup lookup, Told told) {
    underWay.computeIfPresent(
        lookup.namespace(),
        (namespace, running) -> {
          if (running != lookup) {
            return running;
          }
          if (told instanceof Says(Optional<TenantRecord> found)) {
            remembered.remember(namespace, found);
          }
          return null;
        });
    lookup.tell(lookup.isOutdated() ? new Outdated() : told);
  }

  /** Forgets what was read of a namespace, and what look-ups under way are about to read. */
  private void forget(Namespace namespace) {
    outage.onWritten();
    underWay.compute(
        namespace,
        (_, running) -> {
          if (running != null) {
            running.outdate();
          }
          remembered.forget(namespace);
          return null;
        });
  }

  /**
   * What the registry says of a namespace that was just changed; fails where it says nothing in
   * that time.
   */
  public CompletableFuture<Optional<TenantRecord>> latest(Namespace namespace, Duration within) {
    var latest = new CompletableFuture<Optional<TenantRecord>>();
    tellLatest(namespace, latest);
    return latest.orTimeout(within.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void tellLatest(Namespace namespace, CompletableFuture<Optional<TenantRecord>> follower) {
    if (follower.isDone()) {
      return;
    }
    lookup(namespace)
        .whenTold(
            told -> {
              switch (told) {
                case Says(Optional<TenantRecord> found) -> follower.complete(found);
                case Outdated() -> tellLatest(namespace, follower);
                case Nothing() ->
                    follower.completeExceptionally(
                        new IllegalStateException("the registry cannot be read"));
              }
            });
  }

  /** How look-ups ended. */
  public LookupCounts counts() {
    return counts;
  }

  /** How many tenants are at hand. */
  public long knownCount() {
    return remembered.knownCount();
  }

  /** How many names are remembered as nobody's. */
  public long unknownCount() {
    return remembered.unknownCount();
  }

  /** About how much memory the tenants at hand take. */
  public long knownBytes() {
    return remembered.knownBytes();
  }

  /** About how much memory the unknown names take. */
  public long unknownBytes() {
    return remembered.unknownBytes();
  }

  /** For how long the registry could not be read; zero where it can. */
  public Duration unreadableFor() {
    return Duration.ofNanos(outage.lastedNanos(nanos.getAsLong()));
  }

  /** What there is to say where the registry cannot be read. */
  public Optional<Unreadable> unreadable() {
    return outage
        .since()
        .map(
            since ->
                new Unreadable(
                    since,
                    since.plus(freshness.staleFor()),
                    unreadableFor().compareTo(freshness.staleFor()) < 0));
  }

  /**
   * A registry that cannot be read.
   *
   * @param since when that began
   * @param servedUntil how long the tenants known then are served
   * @param isServed whether they still are
   */
  public record Unreadable(Instant since, Instant servedUntil, boolean isServed) {}
}
