package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.tenancy.token.PublicHalf;
import dev.gatehouse.tenancy.token.PublishedKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gatehouse itself, whose keys change while it runs: a new one counts at once. */
@CrossThread
public final class OwnIssuer implements Issuer {
  private final Terms terms;
  private final PublishedKeys published;
  private final Set<String> algorithms;
  private volatile Map<String, VerificationKey> keys = Map.of();

  public OwnIssuer(Terms terms, PublishedKeys published) {
    this.terms = terms;
    this.published = published;
    this.algorithms = Set.copyOf(PublicKeyAlgorithm.EDDSA.tokenNames());
    published.onChange(this::refresh);
    refresh();
  }

  private synchronized void refresh() {
    Map<String, VerificationKey> before = keys;
    var now = new HashMap<String, VerificationKey>();
    for (PublicHalf key : published.current()) {
      VerificationKey known = before.get(key.keyId());
      now.put(key.keyId(), known == null ? PublicKeys.ofOwn(key) : known);
    }
    keys = Map.copyOf(now);
    before.forEach(
        (keyId, key) -> {
          if (!now.containsKey(keyId)) {
            key.retire();
          }
        });
  }

  @Override
  public Terms terms() {
    return terms;
  }

  @Override
  public Set<String> algorithms() {
    return algorithms;
  }

  /** The one key that the token names. */
  @Override
  public Outcome<List<VerificationKey>> keysFor(TokenHeader header, Asker asker) {
    return header
        .keyId()
        .map(keys::get)
        .map(key -> Outcome.ready(List.of(key)))
        .orElseGet(() -> Outcome.stopped(new TokenInvalid("no key of Gatehouse is named")));
  }
}
