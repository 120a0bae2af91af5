package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An issuer whose public keys are known beforehand. */
public final class StaticKeyIssuer implements Issuer {
  private final Terms terms;
  private final KeySet keys;
  private final Set<String> algorithms;

  private StaticKeyIssuer(Terms terms, List<VerificationKey> keys) {
    this.terms = terms;
    this.keys = new KeySet(keys);
    this.algorithms =
        keys.stream()
            .flatMap(key -> key.algorithms().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** An issuer with one Ed25519 key, given by its 32 bytes. */
  public StaticKeyIssuer(Terms terms, byte[] ed25519) {
    this(terms, List.of(PublicKeys.ofEd25519(ed25519)));
  }

  /**
   * An issuer with the Ed25519, RSA or EC keys in a text: PEM blocks, a JWK, or a JWK set.
   *
   * @throws IllegalArgumentException where the text is anything else
   */
  public static StaticKeyIssuer of(Terms terms, String keys, Set<PublicKeyAlgorithm> allowed) {
    return new StaticKeyIssuer(terms, PublicKeys.read(keys, allowed));
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
    List<VerificationKey> fitting = keys.fitting(header, 0);
    return fitting.isEmpty()
        ? Outcome.stopped(new TokenInvalid("no key of this issuer fits"))
        : Outcome.ready(fitting);
  }
}
