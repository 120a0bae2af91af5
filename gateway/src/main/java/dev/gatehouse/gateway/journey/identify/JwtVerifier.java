package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.TokenExpired;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.journey.identify.VerifiedTokens.Verified;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Visitor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides whether a JWT holds and whom it names.
 *
 * <p>The signature, which costs most, is checked last; nothing that a token says counts before.
 */
public final class JwtVerifier {
  /** The last second of the year 9999: whatever is later was not meant as seconds. */
  private static final long SECONDS_MAX = 253_402_300_799L;

  private static final int SUBJECT_CHARS_MAX = 255;
  private static final int EMAIL_CHARS_MAX = 254;

  private final Map<String, Map<String, Issuer>> issuersByNameAndAlgorithm;
  private final Duration clockSkew;
  private final InstantSource clock;

  /**
   * Two issuers may share a name, as while a Supabase project moves from its secret to its keys;
   * the algorithm then tells them apart.
   */
  public JwtVerifier(List<Issuer> issuers, Duration clockSkew, InstantSource clock) {
    this.issuersByNameAndAlgorithm = new HashMap<>();
    for (Issuer issuer : issuers) {
      String name = issuer.terms().issuer();
      for (String algorithm : issuer.algorithms()) {
        Map<String, Issuer> named =
            issuersByNameAndAlgorithm.computeIfAbsent(name, _ -> new HashMap<>());
        if (named.put(algorithm, issuer) != null) {
          throw new IllegalArgumentException(
              "two issuers are named " + name + " and sign with " + algorithm);
        }
      }
    }
    this.clockSkew = clockSkew;
    this.clock = clock;
  }

  InstantSource clock() {
    return clock;
  }

  /** One that accepts the tokens of these issuers and no others. */
  JwtVerifier of(List<Issuer> issuers) {
    return new JwtVerifier(issuers, clockSkew, clock);
  }

  /**
   * Whom the token names, with the key that says so; keys that must be fetched come on the asker's
   * loop.
   */
  Outcome<Verified> verify(String token, Asker asker) {
    return SignedToken.parse(token).then(parsed -> verify(parsed, asker));
  }

  private Outcome<Verified> verify(SignedToken token, Asker asker) {
    Map<String, Issuer> named =
        token.claims().text("iss").map(issuersByNameAndAlgorithm::get).orElse(Map.of());
    Issuer issuer = named.get(token.header().algorithm());
    if (issuer == null) {
      return invalid(
          named.isEmpty() ? "the issuer is not known" : "the algorithm is not this issuer's");
    }
    return times(token.claims())
        .then(_ -> callerOf(token.claims(), issuer))
        .then(
            caller ->
                issuer.keysFor(token.header(), asker).then(keys -> signed(token, keys, caller)));
  }

  private static Outcome<Verified> signed(
      SignedToken token, List<VerificationKey> keys, Caller caller) {
    for (VerificationKey key : keys) {
      if (key.verifies(token)) {
        return Outcome.ready(new Verified(caller, key));
      }
    }
    return invalid("the signature does not fit");
  }

  private Outcome<Boolean> times(Claims claims) {
    OptionalLong expires = claims.number("exp");
    if (expires.isEmpty() || expires.getAsLong() <= 0 || expires.getAsLong() > SECONDS_MAX) {
      return invalid("no time of expiry");
    }
    if (isExpired(expires.getAsLong())) {
      return Outcome.stopped(new TokenExpired());
    }
    if (claims.has("nbf") && !isPast(claims.number("nbf"))) {
      return invalid("not valid yet");
    }
    if (claims.has("iat") && !isPast(claims.number("iat"))) {
      return invalid("issued in the future");
    }
    return Outcome.ready(true);
  }

  /** Whether a token with this expiry, in seconds since the epoch, has ended. */
  boolean isExpired(long expiresAtSeconds) {
    return expiresAtSeconds <= clock.instant().minus(clockSkew).getEpochSecond();
  }

  private boolean isPast(OptionalLong seconds) {
    long soon = clock.instant().plus(clockSkew).getEpochSecond();
    return seconds.isPresent() && seconds.getAsLong() >= 0 && seconds.getAsLong() <= soon;
  }

  private static Outcome<Caller> callerOf(Claims claims, Issuer issuer) {
    Issuer.Terms terms = issuer.terms();
    if (!terms.audiences().isEmpty() && !claims.holdsOneOf("aud", terms.audiences())) {
      return invalid("meant for another audience");
    }
    for (Map.Entry<ClaimPath, String> required : terms.required().entrySet()) {
      if (!claims.says(required.getKey(), required.getValue())) {
        return invalid("a required claim says something else");
      }
    }
    Optional<Namespace> namespace = terms.namespace().namespaceOf(claims);
    if (namespace.isEmpty()) {
      return invalid("no namespace is named");
    }
    Optional<Access> access = terms.access().accessOf(claims);
    if (access.isEmpty()) {
      return invalid("the access is none that is known");
    }
    return Outcome.ready(
        new Caller(
            namespace.get(),
            access.get(),
            claims.number("iat").orElse(0),
            claims.number("exp").orElseThrow(),
            claims.text(terms.session().id()).orElse(""),
            issuer instanceof OwnIssuer ? Optional.empty() : Optional.of(visitor(claims, terms))));
  }

  private static Visitor visitor(Claims claims, Issuer.Terms terms) {
    return new Visitor(
        terms.issuer(),
        claims.text("sub").filter(text -> isKept(text, SUBJECT_CHARS_MAX)),
        claims.text("email").filter(text -> isKept(text, EMAIL_CHARS_MAX)),
        terms.session().mayProvision());
  }

  private static boolean isKept(String text, int charsMax) {
    return !text.isEmpty() && text.length() <= charsMax;
  }

  private static <T> Outcome<T> invalid(String why) {
    return Outcome.stopped(new TokenInvalid(why));
  }
}
