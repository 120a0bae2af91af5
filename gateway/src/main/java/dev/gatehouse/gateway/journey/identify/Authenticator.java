package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.TokenExpired;
import dev.gatehouse.gateway.journey.decode.Arrived;
import java.nio.ByteBuffer;

/** The stage that finds out who is calling. */
public final class Authenticator {
  private final BearerToken bearer;
  private final JwtVerifier verifier;
  private final VerifiedTokens verified;

  public Authenticator(JwtVerifier verifier, int tokenBytesMax, int verifiedTokensMax) {
    this.bearer = new BearerToken(tokenBytesMax);
    this.verifier = verifier;
    this.verified = new VerifiedTokens(verifiedTokensMax);
  }

  public Outcome<Identified> identify(Arrived arrived) {
    return bearer
        .of(arrived.head().headers())
        .then(this::callerOf)
        .then(
            caller -> {
              arrived.exchange().journal().onIdentified(caller.namespace());
              return Outcome.ready(new Identified(arrived, caller));
            });
  }

  private Outcome<Caller> callerOf(String token) {
    ByteBuffer digest = VerifiedTokens.digestOf(token);
    Caller known = verified.find(digest);
    if (known == null) {
      return verifier
          .verify(token)
          .then(
              caller -> {
                verified.remember(digest, caller);
                return Outcome.ready(caller);
              });
    }
    if (verifier.isExpired(known.expiresAtSeconds())) {
      verified.forget(digest);
      return Outcome.stopped(new TokenExpired());
    }
    return Outcome.ready(known);
  }
}
