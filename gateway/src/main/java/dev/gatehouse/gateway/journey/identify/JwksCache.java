package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.IssuerDown;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched.Failed;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched.Published;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published keys of one issuer, at hand.
 *
 * <p>They are fetched again by the clock, not by whoever comes next: a token whose key is known
 * never waits, and a key that the issuer takes away dies on time even if nobody asks for it. There
 * is one fetch at a time, which everybody who needs it waits for. Tokens that name an unknown key
 * cause few fetches, as {@link UnknownKeyTurns} has it, and one address takes no more than its part
 * of the places to wait.
 */
@CrossThread
final class JwksCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JwksCache.class);
  private static final int WAITING_MAX = 1024;
  private static final int WAITING_PER_ADDRESS_MAX = 256;

  private final String issuer;
  private final JwksSource source;
  private final JwksBounds bounds;
  private final InstantSource clock;
  private final Timer timer;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final Map<Long, Integer> waitingByNetwork = new HashMap<>();
  private final UnknownKeyTurns unknown;

  private volatile KeySet keys = new KeySet(List.of());
  private boolean fetching;
  private boolean failing;
  private boolean closed;
  private int fetches;
  private Instant nextAfterFailure = Instant.MIN;

  /** Runs things later, on another thread. */
  interface Timer {
    void in(Duration delay, Runnable task);
  }

  JwksCache(String issuer, JwksSource source, JwksBounds bounds, InstantSource clock, Timer timer) {
    this.issuer = issuer;
    this.source = source;
    this.bounds = bounds;
    this.clock = clock;
    this.timer = timer;
    this.unknown = new UnknownKeyTurns(bounds.unknownKeyAfter());
  }

  /** Fetches the keys before the first token needs them. */
  synchronized void warmUp() {
    if (!fetching && !closed && fetches == 0) {
      fetch();
    }
  }

  /** The keys to try on a token with this header, which come on the loop if not at once. */
  Outcome<List<VerificationKey>> fitting(TokenHeader header, Asker asker) {
    List<VerificationKey> known = known(header);
    return known.isEmpty() ? ask(header, asker) : Outcome.ready(known);
  }

  private List<VerificationKey> known(TokenHeader header) {
    return keys.fitting(header, clock.instant().getEpochSecond());
  }

  private synchronized Outcome<List<VerificationKey>> ask(TokenHeader header, Asker asker) {
    List<VerificationKey> justCame = known(header);
    if (!justCame.isEmpty()) {
      return Outcome.ready(justCame);
    }
    if (closed || waiting.size() >= WAITING_MAX || isCrowded(asker.network())) {
      return Outcome.stopped(new IssuerDown(bounds.retryAfter()));
    }
    Optional<Refusal> objection = fetching ? Optional.empty() : objectionToFetch(asker.network());
    if (objection.isPresent()) {
      return Outcome.stopped(objection.get());
    }
    var later = new Later<List<VerificationKey>>();
    waitingByNetwork.merge(asker.network(), 1, Integer::sum);
    waiting.add(() -> answer(later, header, asker.loop()));
    if (!fetching) {
      fetch();
    }
    return later;
  }

  private boolean isCrowded(long network) {
    return waitingByNetwork.getOrDefault(network, 0) >= WAITING_PER_ADDRESS_MAX;
  }

  private Optional<Refusal> objectionToFetch(long network) {
    Instant now = clock.instant();
    if (now.isBefore(nextAfterFailure)) {
      return Optional.of(refusal());
    }
    boolean nothingToServe = fetches == 0 || (failing && !keys.isTrusted(now.getEpochSecond()));
    if (nothingToServe) {
      return Optional.empty();
    }
    if (unknown.hasHad(network, now)) {
      return Optional.of(refusal());
    }
    Duration wait = unknown.untilNext(now);
    if (wait.isPositive()) {
      return Optional.of(new IssuerDown(wait));
    }
    unknown.take(network, now);
    return Optional.empty();
  }

  private Refusal refusal() {
    return failing || fetches == 0
        ? new IssuerDown(bounds.retryAfter())
        : new TokenInvalid("no key of this issuer fits");
  }

  private void fetch() {
    fetching = true;
    Instant asked = clock.instant();
    source.fetch(fetched -> onFetched(fetched, asked));
  }

  private void onFetched(Fetched fetched, Instant asked) {
    List<Runnable> answers;
    synchronized (this) {
      fetching = false;
      fetches++;
      switch (fetched) {
        case Published published -> adopt(published.keys(), asked);
        case Failed failed -> onFailure(failed);
      }
      scheduleNext();
      answers = new ArrayList<>(waiting);
      waiting.clear();
      waitingByNetwork.clear();
    }
    answers.forEach(Runnable::run);
  }

  private void adopt(List<VerificationKey> published, Instant asked) {
    long trustedUntil = asked.plus(bounds.trustedFor()).getEpochSecond();
    var still = new HashSet<VerificationKey>();
    for (VerificationKey key : published) {
      // The same object goes on, so that tokens verified with it stay verified.
      VerificationKey kept =
          keys.keys().stream()
              .filter(known -> known.identity().equals(key.identity()))
              .findFirst()
              .orElse(key);
      kept.trustUntil(trustedUntil);
      still.add(kept);
    }
    retireAllBut(still);
    keys = new KeySet(List.copyOf(still));
    if (failing) {
      LOG.atInfo().addKeyValue("issuer", issuer).log("keys can be fetched again");
    }
    failing = false;
    nextAfterFailure = Instant.MIN;
  }

  private void retireAllBut(Set<VerificationKey> still) {
    for (VerificationKey known : keys.keys()) {
      if (!still.contains(known)) {
        known.retire();
        LOG.atInfo().addKeyValue("issuer", issuer).addKeyValue("key", known).log("key retired");
      }
    }
  }

  private void onFailure(Failed failed) {
    if (!failing && !closed) {
      LOG.atWarn()
          .addKeyValue("issuer", issuer)
          .addKeyValue("because", failed.why())
          .addKeyValue("trustedFor", bounds.trustedFor())
          .log("keys cannot be fetched; those at hand serve on for a while");
    }
    failing = true;
    nextAfterFailure = clock.instant().plus(bounds.retryAfter());
  }

  private void scheduleNext() {
    if (closed) {
      return;
    }
    int done = fetches;
    timer.in(failing ? bounds.retryAfter() : bounds.refreshAfter(), () -> refresh(done));
  }

  /** Fetches again unless somebody else has since. */
  private synchronized void refresh(int done) {
    if (!closed && !fetching && fetches == done) {
      fetch();
    }
  }

  private void answer(Later<List<VerificationKey>> later, TokenHeader header, Executor loop) {
    List<VerificationKey> known = known(header);
    Refusal otherwise = refusalNow();
    try {
      loop.execute(
          () -> {
            if (known.isEmpty()) {
              later.stop(otherwise);
            } else {
              later.complete(known);
            }
          });
    } catch (RejectedExecutionException stopping) {
      LOG.debug("an event loop stopped before its keys came");
    }
  }

  /** Whether the keys could not be fetched the last time. */
  synchronized boolean isFailing() {
    return failing;
  }

  private synchronized Refusal refusalNow() {
    return refusal();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    source.close();
  }
}
