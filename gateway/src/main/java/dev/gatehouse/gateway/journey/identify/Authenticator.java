package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.IssuerDown;
import dev.gatehouse.gateway.exchange.Refusal.TokenExpired;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.exchange.Refusal.TokenRevoked;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.identify.VerifiedTokens.Digest;
import dev.gatehouse.gateway.journey.identify.VerifiedTokens.Verified;
import dev.gatehouse.tenancy.Revocations;
import java.time.Duration;
import java.util.Optional;

/** The stage that finds out who is calling. */
public final class Authenticator {
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final JwtVerifier verifier;
  private final int tokenBytesMax;
  private final VerifiedTokens verified;
  private final FailedTokens failed;
  private final Revocations revocations;

  public Authenticator(JwtVerifier verifier, TokenBounds bounds, Revocations revocations) {
    this.verifier = verifier;
    this.tokenBytesMax = bounds.tokenBytesMax();
    this.verified = new VerifiedTokens(bounds.verifiedMax(), verifier.clock());
    this.failed =
        new FailedTokens(
            bounds.failuresPerMinuteMax(), bounds.failingAddressesMax(), verifier.clock());
    this.revocations = revocations;
  }

  public Outcome<Identified> identify(Arrived arrived) {
    Exchange exchange = arrived.exchange();
    return BearerToken.of(arrived.head().headers())
        .then(token -> bounded(callerOf(token, exchange), exchange))
        .then(
            caller -> {
              exchange.journal().onIdentified(caller.namespace());
              return Outcome.ready(new Identified(arrived, caller));
            });
  }

  /** Lets the exchange give up a caller that is still to come. */
  private static Outcome<Caller> bounded(Outcome<Caller> caller, Exchange exchange) {
    if (!(caller instanceof Later<Caller> pending) || pending.isSettled()) {
      return caller;
    }
    Later<Caller> bounded = exchange.await(WAIT, () -> new IssuerDown(SOON));
    pending.finish(
        settled -> {
          switch (settled) {
            case Ready<Caller>(var known) -> bounded.complete(known);
            case Stopped<Caller>(var refusal) -> bounded.stop(refusal);
          }
        });
    return bounded;
  }

  /**
   * Whom a token names that came without its header, as in the first message of a WebSocket. Where
   * it is still to come it comes on the exchange's loop, within the bound of a fetch of keys.
   */
  public Outcome<Caller> callerOf(String token, Exchange exchange) {
    if (token.length() > tokenBytesMax) {
      return Outcome.stopped(new TokenInvalid("longer than " + tokenBytesMax + " bytes"));
    }
    Digest digest = Digest.of(token);
    Verified known = verified.find(digest);
    if (known != null && known.key().isTrusted(nowSeconds())) {
      return stillGood(known.caller(), digest);
    }
    Optional<Refusal> objection = failed.objectionTo(exchange.client());
    if (objection.isPresent()) {
      return Outcome.stopped(objection.get());
    }
    return verifier
        .verify(token, exchange.loop())
        .then(
            fresh -> {
              verified.remember(digest, fresh);
              return notRevoked(fresh.caller());
            })
        .otherwise(
            refusal -> {
              if (refusal instanceof TokenInvalid) {
                failed.onFailure(exchange.client());
              }
              return Outcome.stopped(refusal);
            });
  }

  private long nowSeconds() {
    return verifier.clock().instant().getEpochSecond();
  }

  private Outcome<Caller> stillGood(Caller caller, Digest digest) {
    if (verifier.isExpired(caller.expiresAtSeconds())) {
      verified.forget(digest);
      return Outcome.stopped(new TokenExpired());
    }
    return notRevoked(caller);
  }

  private Outcome<Caller> notRevoked(Caller caller) {
    return revocations.isRevoked(caller.tokenId(), caller.namespace(), caller.issuedAtSeconds())
        ? Outcome.stopped(new TokenRevoked())
        : Outcome.ready(caller);
  }
}
