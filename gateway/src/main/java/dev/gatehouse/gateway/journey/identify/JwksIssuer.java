package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Outcome;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An issuer that publishes its public keys at a URL and changes them as it likes. */
@CrossThread
public final class JwksIssuer implements Issuer, AutoCloseable {
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  private final Terms terms;
  private final Set<String> algorithms;
  private final JwksCache cache;

  /**
   * Where an issuer publishes its keys.
   *
   * @param url the JWK set; {@code http} only on this machine, unless it is allowed elsewhere
   * @param plainHttpAllowed whether keys may come from elsewhere without TLS
   */
  public record Location(URI url, boolean plainHttpAllowed) {
    public Location {
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "not the URL of a JWK set (expected: https://host/path, without user or fragment)");
      }
      boolean plain =
          scheme.equals("http") && (plainHttpAllowed || LOOPBACK.matcher(url.getHost()).matches());
      if (!scheme.equals("https") && !plain) {
        throw new IllegalArgumentException(
            "keys that anybody on the way could exchange: " + url + " (expected: https)");
      }
    }
  }

  public JwksIssuer(
      Terms terms,
      Location location,
      Set<PublicKeyAlgorithm> allowed,
      JwksBounds bounds,
      InstantSource clock) {
    this(
        terms,
        allowed,
        new JwksCache(
            terms.issuer(),
            new JwksUrl(location.url(), allowed, bounds),
            bounds,
            clock,
            (delay, task) ->
                CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(task)));
  }

  JwksIssuer(Terms terms, Set<PublicKeyAlgorithm> allowed, JwksCache cache) {
    this.terms = terms;
    this.cache = cache;
    this.algorithms =
        allowed.stream()
            .flatMap(algorithm -> algorithm.tokenNames().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Fetches the keys now, so that the first token need not wait for them. */
  public void warmUp() {
    cache.warmUp();
  }

  /** Whether its keys could not be fetched the last time. */
  public boolean isFailing() {
    return cache.isFailing();
  }

  @Override
  public Terms terms() {
    return terms;
  }

  @Override
  public Set<String> algorithms() {
    return algorithms;
  }

  @Override
  public Outcome<List<VerificationKey>> keysFor(TokenHeader header, Asker asker) {
    return cache.fitting(header, asker);
  }

  @Override
  public void close() {
    cache.close();
  }
}
