package dev.gatehouse.gateway.journey.identify;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.TokenExpired;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides whether a JWT holds and whom it names. */
public final class JwtVerifier {
  private final Map<String, Issuer> issuers;
  private final Duration clockSkew;
  private final InstantSource clock;

  public JwtVerifier(List<Issuer> issuers, Duration clockSkew, InstantSource clock) {
    this.issuers =
        issuers.stream()
            .collect(Collectors.toUnmodifiableMap(i -> i.terms().issuer(), Function.identity()));
    this.clockSkew = clockSkew;
    this.clock = clock;
  }

  Outcome<Caller> verify(String token) {
    JWSObject jws;
    try {
      jws = JWSObject.parse(token);
    } catch (ParseException notJws) {
      return invalid("not a signed JWT");
    }
    Optional<String> objection = objectionTo(jws.getHeader());
    if (objection.isPresent()) {
      return invalid(objection.get());
    }
    Base64URL payload = jws.getPayload().toBase64URL();
    Optional<Claims> claims = Claims.parse(payload);
    if (claims.isEmpty()) {
      return invalid("the payload is no plain JSON object");
    }
    Optional<Issuer> issuer = claims.get().text("iss").map(issuers::get);
    if (issuer.isEmpty()) {
      return invalid("the issuer is not known");
    }
    return issuer
        .get()
        .verifierFor(jws.getHeader())
        .then(verifier -> signatureOf(jws, verifier))
        .then(_ -> timesOf(claims.get()))
        .then(_ -> callerOf(claims.get(), issuer.get().terms()));
  }

  /** A header may not choose its own key or ask for what nobody here understands. */
  private static Optional<String> objectionTo(JWSHeader header) {
    if (header.getJWK() != null
        || header.getJWKURL() != null
        || header.getX509CertURL() != null
        || header.getX509CertChain() != null) {
      return Optional.of("the header brings a key of its own");
    }
    if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
      return Optional.of("the header asks for an extension");
    }
    return Optional.empty();
  }

  private static Outcome<Caller> invalid(String why) {
    return Outcome.stopped(new TokenInvalid(why));
  }

  private static Outcome<Boolean> signatureOf(JWSObject jws, JWSVerifier verifier) {
    try {
      return verifier.verify(jws.getHeader(), jws.getSigningInput(), jws.getSignature())
          ? Outcome.ready(true)
          : Outcome.stopped(new TokenInvalid("the signature does not fit"));
    } catch (JOSEException unusable) {
      return Outcome.stopped(new TokenInvalid("the signature cannot be checked"));
    }
  }

  private Outcome<Boolean> timesOf(Claims claims) {
    OptionalLong expires = claims.number("exp");
    if (expires.isEmpty() || expires.getAsLong() <= 0) {
      return Outcome.stopped(new TokenInvalid("no time of expiry"));
    }
    if (isExpired(expires.getAsLong())) {
      return Outcome.stopped(new TokenExpired());
    }
    long soon = clock.instant().plus(clockSkew).getEpochSecond();
    if (claims.has("nbf") && claims.number("nbf").orElse(Long.MAX_VALUE) > soon) {
      return Outcome.stopped(new TokenInvalid("not valid yet"));
    }
    if (claims.has("iat") && claims.number("iat").orElse(Long.MAX_VALUE) > soon) {
      return Outcome.stopped(new TokenInvalid("issued in the future"));
    }
    return Outcome.ready(true);
  }

  /** Whether a token with this expiry, in seconds since the epoch, has ended. */
  boolean isExpired(long expiresAtSeconds) {
    return expiresAtSeconds <= clock.instant().minus(clockSkew).getEpochSecond();
  }

  private static Outcome<Caller> callerOf(Claims claims, Issuer.Terms terms) {
    if (terms.audience().isPresent() && !claims.texts("aud").contains(terms.audience().get())) {
      return invalid("meant for another audience");
    }
    Optional<Namespace> namespace = claims.text(terms.namespaceClaim()).flatMap(Namespace::parse);
    if (namespace.isEmpty()) {
      return invalid("no namespace is named");
    }
    Optional<Access> access =
        claims.has(terms.accessClaim())
            ? claims.text(terms.accessClaim()).flatMap(Access::parse)
            : Optional.of(Access.READ_WRITE);
    if (access.isEmpty()) {
      return invalid("the access is neither ro nor rw");
    }
    return Outcome.ready(
        new Caller(
            namespace.get(),
            access.get(),
            claims.number("exp").orElseThrow(),
            claims.text("jti").orElse("")));
  }
}
