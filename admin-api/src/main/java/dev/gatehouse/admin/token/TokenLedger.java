package dev.gatehouse.admin.token;

import dev.gatehouse.admin.registry.TokenEntry;
import dev.gatehouse.admin.registry.TokenStore;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Revocations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which tokens were made and which were taken back.
 *
 * <p>A token is taken back by its id, or with all others that were made before a second: those of a
 * namespace, or all. The second of a name outlives the namespace, so that no old token opens the
 * next one of that name. What is taken back is durable before it counts.
 */
public final class TokenLedger implements Revocations {
  private static final Logger log = LoggerFactory.getLogger(TokenLedger.class);

  /** A token is remembered for longer than any clock may be off. */
  private static final Duration KEPT_AFTER_END = Duration.ofHours(1);

  private static final Duration SWEEP = Duration.ofHours(1);

  private final TokenStore store;
  private final InstantSource clock;
  private final Map<String, Instant> revoked;
  private final Map<Namespace, Long> tokensFrom;
  private final List<Consumer<Revoked>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Revoked>> peers = new CopyOnWriteArrayList<>();
  private volatile long allTokensFrom;
  private volatile Instant sweptAt;

  /** A ledger that holds what is in the store. */
  public TokenLedger(TokenStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.sweptAt = clock.instant();
    store.forget(sweptAt.minus(KEPT_AFTER_END));
    this.revoked = new ConcurrentHashMap<>(store.revoked());
    this.tokensFrom = new ConcurrentHashMap<>(store.cutoffs());
    this.allTokensFrom = store.cutoffOfAll();
  }

  @Override
  public boolean isRevoked(String tokenId, Namespace namespace, long issuedAtSeconds) {
    return issuedAtSeconds < tokensFrom(namespace)
        || (!tokenId.isEmpty() && revoked.containsKey(tokenId));
  }

  /** The second from which on tokens of that name hold; 0 where all do. */
  long tokensFrom(Namespace namespace) {
    return Math.max(allTokensFrom, tokensFrom.getOrDefault(namespace, 0L));
  }

  @Override
  public void onRevoked(Consumer<Revoked> listener) {
    listeners.add(listener);
  }

  /** The same, but not of what another process took back. */
  public void onOwnRevocation(Consumer<Revoked> peer) {
    peers.add(peer);
  }

  /** Another process on the same store has taken this back. */
  public synchronized void revokedElsewhere(Revoked what) {
    revoked.putAll(store.revoked());
    store.cutoffs().forEach((name, from) -> tokensFrom.merge(name, from, Math::max));
    allTokensFrom = Math.max(allTokensFrom, store.cutoffOfAll());
    tell(listeners, what);
  }

  /** Remembers a token that was just made. */
  void record(TokenEntry entry) {
    sweep();
    store.add(entry);
  }

  /** The tokens of a namespace that have not ended long ago, in the order of their ids. */
  public List<TokenEntry> page(Namespace namespace, String after, int entriesMax) {
    return store.page(namespace, after, entriesMax);
  }

  /** Takes one token back, or answers false where that namespace has no such token. */
  public boolean revoke(Namespace namespace, String tokenId) {
    Optional<Instant> end = store.revoke(namespace, tokenId, clock.instant());
    if (end.isEmpty()) {
      return false;
    }
    revoked.put(tokenId, end.get());
    tell(new Revoked.OneToken(tokenId));
    return true;
  }

  /** Takes back every token of a namespace made until now; says from when on new ones hold. */
  public Instant rotate(Namespace namespace) {
    Instant now = clock.instant();
    long from = after(now);
    store.cutOff(namespace, from, now);
    tokensFrom.merge(namespace, from, Math::max);
    tell(new Revoked.TokensOf(namespace));
    return Instant.ofEpochSecond(tokensFrom(namespace));
  }

  /** Takes back every token of a name that is about to be free. */
  public void release(Namespace namespace) {
    long from = after(clock.instant());
    store.release(namespace, from);
    tokensFrom.merge(namespace, from, Math::max);
    tell(new Revoked.TokensOf(namespace));
  }

  /** Takes back every token made until now; says from when on new ones hold. */
  public synchronized Instant rotateAll() {
    Instant now = clock.instant();
    long from = Math.max(after(now), allTokensFrom);
    store.cutOffAll(from, now);
    allTokensFrom = from;
    tell(new Revoked.AllTokens());
    return Instant.ofEpochSecond(from);
  }

  /** Tokens name whole seconds: one made within this second counts as made before. */
  private static long after(Instant now) {
    return now.getEpochSecond() + 1;
  }

  /** Forgets what ended long ago, now and then. */
  private void sweep() {
    Instant now = clock.instant();
    if (now.isBefore(sweptAt.plus(SWEEP))) {
      return;
    }
    sweptAt = now;
    Instant endedBefore = now.minus(KEPT_AFTER_END);
    store.forget(endedBefore);
    revoked.values().removeIf(end -> end.isBefore(endedBefore));
  }

  private void tell(Revoked what) {
    tell(peers, what);
    tell(listeners, what);
  }

  private static void tell(List<Consumer<Revoked>> all, Revoked what) {
    for (Consumer<Revoked> listener : all) {
      try {
        listener.accept(what);
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("a listener failed on a revocation");
      }
    }
  }
}
