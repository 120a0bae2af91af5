package dev.gatehouse.admin.access;

import dev.gatehouse.admin.registry.ApiKey;
import dev.gatehouse.admin.registry.ApiKeyStore;
import dev.gatehouse.admin.registry.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The keys to the admin API. They are looked up in memory, which {@link #refresh} keeps up with
 * what other processes do to the same registry.
 *
 * <p>A key's text is 256 random bits behind the key's id: its plain SHA-256 is as good as a slow
 * hash, since nobody can try them out.
 */
public final class ApiKeys {
  private static final int KEYS_MAX = 1_000;
  private static final int ID_BYTES = 6;
  private static final int SECRET_BYTES = 32;
  private static final Pattern FORM = Pattern.compile("gh_([0-9a-f]{12})_[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final ApiKeyStore store;
  private final InstantSource clock;
  private final String nobodysDigest;
  private final Map<String, Instant> used = new ConcurrentHashMap<>();
  private volatile Map<String, ApiKey> byId = Map.of();

  public ApiKeys(ApiKeyStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.nobodysDigest = digest(random(SECRET_BYTES));
    refresh();
  }

  /**
   * A key fresh from its making.
   *
   * @param key what is kept of it
   * @param text the key itself, a secret that is known only now
   */
  public record Made(ApiKey key, String text) {
    @Override
    public String toString() {
      return "Made[" + key + "]";
    }
  }

  /** Makes a key, or nothing where there are too many already. */
  public Optional<Made> make(String label, Set<Scope> scopes, Optional<Duration> lifetime) {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    String name = HexFormat.of().formatHex(id);
    String text = "gh_" + name + "_" + random(SECRET_BYTES);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var key =
        new ApiKey(
            name, digest(text), label, scopes, now, lifetime.map(now::plus), Optional.empty());
    boolean isAdded = store.add(key, KEYS_MAX);
    refresh();
    return isAdded ? Optional.of(new Made(key, text)) : Optional.empty();
  }

  /**
   * The key that this text is, where it is one that holds. Does not block, and takes as long for a
   * wrong secret as for the right one.
   */
  public Optional<ApiKey> match(String text) {
    Matcher form = FORM.matcher(text);
    Optional<ApiKey> named =
        form.matches() ? Optional.ofNullable(byId.get(form.group(1))) : Optional.empty();
    String expected = named.map(ApiKey::digest).orElse(nobodysDigest);
    boolean isRight = MessageDigest.isEqual(ascii(expected), ascii(digest(text)));
    Instant now = clock.instant();
    Optional<ApiKey> found =
        named.filter(key -> isRight && key.expiresAt().filter(end -> !now.isBefore(end)).isEmpty());
    found.ifPresent(key -> used.put(key.id(), now));
    return found;
  }

  /** All keys, the oldest first. */
  public List<ApiKey> all() {
    noteUse();
    return store.all();
  }

  /** Ends a key at once and for ever, or answers false where there is none by that id. */
  public boolean revoke(String id) {
    boolean isRemoved = store.remove(id);
    refresh();
    return isRemoved;
  }

  /** Looks at what other processes have done to the keys. */
  public void refresh() {
    byId = store.all().stream().collect(Collectors.toMap(ApiKey::id, Function.identity()));
  }

  /** Writes down when keys were used since the last time. */
  public void noteUse() {
    var times = new HashMap<>(used);
    if (!times.isEmpty()) {
      store.used(times);
      times.forEach(used::remove);
    }
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
