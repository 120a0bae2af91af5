package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.IssuerDown;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.exchange.Refusal.TokenExpired;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.exchange.Refusal.TokenRevoked;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.identify.VerifiedTokens.Digest;
import dev.gatehouse.gateway.journey.identify.VerifiedTokens.Verified;
import dev.gatehouse.tenancy.Revocations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** The stage that finds out who is calling. */
@CrossThread
public final class Authenticator {
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final TokenBounds bounds;
  private final FailedTokens failed;
  private final SlowRefusals slow = new SlowRefusals();
  private final Revocations revocations;
  private final LongAdder signatures = new LongAdder();
  private volatile Trust trust;

  /**
   * Whose tokens are accepted now, and which of them were.
   *
   * @param verifier what decides
   * @param verified what it decided
   */
  private record Trust(JwtVerifier verifier, VerifiedTokens verified) {}

  public Authenticator(JwtVerifier verifier, TokenBounds bounds, Revocations revocations) {
    this.bounds = bounds;
    this.failed =
        new FailedTokens(
            bounds.failuresPerMinuteMax(), bounds.failingAddressesMax(), verifier.clock());
    this.revocations = revocations;
    this.trust = trustOf(verifier);
  }

  private Trust trustOf(JwtVerifier verifier) {
    return new Trust(verifier, new VerifiedTokens(bounds.verifiedMax(), verifier.clock()));
  }

  /** Accepts from now on the tokens of these issuers and no others. */
  public void trust(List<Issuer> issuers) {
    trust = trustOf(trust.verifier().of(issuers));
  }

  /** Lets an address send so many bad tokens in a minute from now on. */
  public void allowFailures(int perMinuteMax) {
    failed.limit(perMinuteMax);
  }

  /** How many tokens are remembered as verified. */
  public long verified() {
    return trust.verified().count();
  }

  /** How many tokens had to be looked at, as nobody remembered them. */
  public long lookedAt() {
    return signatures.sum();
  }

  public Outcome<Identified> identify(Arrived arrived) {
    Exchange exchange = arrived.exchange();
    return BearerToken.of(arrived.head().headers())
        .then(token -> bounded(callerOf(token, exchange), exchange))
        .otherwise(refusal -> refused(refusal, exchange))
        .then(
            caller -> {
              exchange.journal().onIdentified(caller.namespace());
              return Outcome.ready(new Identified(arrived, caller));
            });
  }

  private Outcome<Caller> refused(Refusal refusal, Exchange exchange) {
    return refusal instanceof OverLimit ? slow.refuse(refusal, exchange) : Outcome.stopped(refusal);
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
    if (token.length() > bounds.tokenBytesMax()) {
      return tooLong(exchange.client());
    }
    Trust now = trust;
    Digest digest = Digest.of(token);
    Verified known = now.verified().find(digest);
    if (known != null && known.key().isTrusted(seconds(now.verifier().clock()))) {
      return stillGood(known.caller(), digest, now);
    }
    signatures.increment();
    Optional<Refusal> objection = failed.objectionTo(exchange.client());
    if (objection.isPresent()) {
      return Outcome.stopped(objection.get());
    }
    return now.verifier()
        .verify(token, new Asker(exchange.loop(), exchange.client().network()))
        .then(
            fresh -> {
              now.verified().remember(digest, fresh);
              return notRevoked(fresh.caller());
            })
        .otherwise(
            refusal -> {
              failed.onRefused(exchange.client(), refusal);
              return Outcome.stopped(refusal);
            });
  }

  private Outcome<Caller> tooLong(ClientAddress client) {
    Refusal refusal = new TokenInvalid("longer than " + bounds.tokenBytesMax() + " bytes");
    Optional<Refusal> objection = failed.objectionTo(client);
    failed.onRefused(client, refusal);
    return Outcome.stopped(objection.orElse(refusal));
  }

  private static long seconds(InstantSource clock) {
    return clock.instant().getEpochSecond();
  }

  private Outcome<Caller> stillGood(Caller caller, Digest digest, Trust now) {
    if (now.verifier().isExpired(caller.expiresAtSeconds())) {
      now.verified().forget(digest);
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
