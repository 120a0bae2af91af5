package dev.gatehouse.admin.token;

import dev.gatehouse.admin.registry.SigningKeyStore;
import dev.gatehouse.admin.registry.SigningKeyStore.SealedKey;
import dev.gatehouse.tenancy.token.PublicHalf;
import dev.gatehouse.tenancy.token.PublishedKeys;
import dev.gatehouse.tenancy.token.SealingKey;
import dev.gatehouse.tenancy.token.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys of tenants' tokens: the newest signs, and those before it verify until the last token
 * that each signed has ended.
 */
public final class SigningKeys implements PublishedKeys {
  /** How many keys may verify at once. */
  public static final int KEYS_MAX = 16;

  /** A key verifies for longer than any clock may be off. */
  private static final Duration KEPT_AFTER_END = Duration.ofHours(1);

  private final SigningKeyStore store;
  private final KeySeal seal;
  private final InstantSource clock;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> peers = new CopyOnWriteArrayList<>();
  private volatile Ring ring;

  /** The key that signs, and those before it. */
  private record Ring(SigningKey signing, Instant since, List<Retired> retired) {}

  private record Retired(PublicHalf key, Instant createdAt, Instant lastTokenEndsAt) {
    boolean verifies(Instant now) {
      return now.isBefore(lastTokenEndsAt.plus(KEPT_AFTER_END));
    }
  }

  /**
   * A key as operators see it.
   *
   * @param id its name in tokens
   * @param createdAt when it was made
   * @param verifiesUntil when it is given up; nothing for the one that signs
   */
  public record KeyView(String id, Instant createdAt, Optional<Instant> verifiesUntil) {}

  /** The keys in the store, with a first one where there is none. */
  public SigningKeys(SigningKeyStore store, SealingKey master, InstantSource clock)
      throws SealedOtherwiseException {
    this.store = store;
    this.seal = new KeySeal(master);
    this.clock = clock;
    if (store.all().isEmpty()) {
      add(SigningKey.generate(), List.of());
    }
    this.ring = load();
  }

  private void add(SigningKey key, List<String> forgotten) {
    store.add(key.keyId(), seal.seal(key), clock.instant(), forgotten);
  }

  private Ring load() throws SealedOtherwiseException {
    List<SealedKey> all = store.all();
    SealedKey newest = all.getLast();
    return new Ring(
        seal.open(newest.sealed(), newest.id()),
        newest.createdAt(),
        retired(all.subList(0, all.size() - 1)));
  }

  private List<Retired> retired(List<SealedKey> keys) throws SealedOtherwiseException {
    var retired = new ArrayList<Retired>();
    for (SealedKey old : keys) {
      retired.add(
          new Retired(
              seal.open(old.sealed(), old.id()).publicHalf(),
              old.createdAt(),
              old.lastTokenEndsAt()));
    }
    return List.copyOf(retired);
  }

  /** Does something with the key that signs, while it stays the one. */
  <T> T signing(Function<SigningKey, T> use) {
    lock.readLock().lock();
    try {
      return use.apply(ring.signing());
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Makes a new key that signs from now on; answers false where too many keys verify already.
   *
   * @param overlap whether what the keys before it signed still holds
   */
  public boolean rotate(boolean overlap) {
    lock.writeLock().lock();
    try {
      Instant now = clock.instant();
      Map<Boolean, List<SealedKey>> keys =
          store.all().stream()
              .collect(Collectors.partitioningBy(key -> overlap && !isOver(key, now)));
      List<SealedKey> kept = keys.getOrDefault(true, List.of());
      if (kept.size() >= KEYS_MAX) {
        return false;
      }
      // Nothing is read after it is written: a registry that fails then must not keep old keys.
      SigningKey next = SigningKey.generate();
      var rotated = new Ring(next, now.truncatedTo(ChronoUnit.SECONDS), retired(kept));
      add(next, keys.getOrDefault(false, List.of()).stream().map(SealedKey::id).toList());
      ring = rotated;
      peers.forEach(Runnable::run);
      listeners.forEach(Runnable::run);
      return true;
    } catch (SealedOtherwiseException e) {
      throw new IllegalStateException("a key of this very process cannot be opened", e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Calls the listener when this process has made a new key. */
  public void onOwnRotation(Runnable peer) {
    peers.add(peer);
  }

  /** Another process on the same store has made a new key. */
  public void rotatedElsewhere() {
    lock.writeLock().lock();
    try {
      ring = load();
      listeners.forEach(Runnable::run);
    } catch (SealedOtherwiseException e) {
      throw new IllegalStateException("a key of the other process cannot be opened", e);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static boolean isOver(SealedKey key, Instant now) {
    return !now.isBefore(key.lastTokenEndsAt().plus(KEPT_AFTER_END));
  }

  /** The keys whose tokens hold, the one that signs first. */
  @Override
  public List<PublicHalf> current() {
    Ring now = ring;
    var published = new ArrayList<PublicHalf>();
    published.add(now.signing().publicHalf());
    for (Retired old : now.retired()) {
      if (old.verifies(clock.instant())) {
        published.add(old.key());
      }
    }
    return published;
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** The same for operators. */
  public List<KeyView> view() {
    Ring now = ring;
    var views = new ArrayList<KeyView>();
    views.add(new KeyView(now.signing().keyId(), now.since(), Optional.empty()));
    for (Retired old : now.retired()) {
      if (old.verifies(clock.instant())) {
        Instant until = old.lastTokenEndsAt().plus(KEPT_AFTER_END);
        views.add(new KeyView(old.key().keyId(), old.createdAt(), Optional.of(until)));
      }
    }
    return views;
  }
}
