package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.AccessChanged;
import dev.gatehouse.gateway.exchange.Refusal.SessionTooOld;
import dev.gatehouse.gateway.exchange.Refusal.TokenExpired;
import dev.gatehouse.gateway.exchange.Refusal.WrongTenant;
import dev.gatehouse.gateway.journey.identify.Caller;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.gateway.journey.permit.Permitted;
import dev.gatehouse.tenancy.TenantRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What a session lives on: the token that was shown last, within the bounds of the first. */
final class SessionRight {
  private final Permitted permitted;
  private final SessionTerms terms;
  private final InstantSource clock;
  private final Instant oldAt;
  private Caller caller;

  SessionRight(Permitted permitted, SessionTerms terms, InstantSource clock) {
    this.permitted = permitted;
    this.terms = terms;
    this.clock = clock;
    this.oldAt = clock.instant().plus(terms.ageMax());
    this.caller = permitted.located().identified().caller();
  }

  Permitted permitted() {
    return permitted;
  }

  TenantRecord tenant() {
    return permitted.located().tenant();
  }

  Caller caller() {
    return caller;
  }

  /** How long the session may go on. */
  Duration left() {
    Instant end = expiresAt().isBefore(oldAt) ? expiresAt() : oldAt;
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Instant expiresAt() {
    return Instant.ofEpochSecond(caller.expiresAtSeconds()).plus(terms.clockSkew());
  }

  /** Why the session may not go on, once no time is left. */
  Refusal whyOver() {
    return expiresAt().isBefore(oldAt) ? new TokenExpired() : new SessionTooOld();
  }

  /** Takes another token in place of the one before, if it opens the same door in the same way. */
  Optional<Refusal> renew(Located again) {
    if (!again.tenant().id().equals(tenant().id())) {
      return Optional.of(new WrongTenant("hello"));
    }
    if (again.identified().caller().access() != caller.access()) {
      return Optional.of(new AccessChanged());
    }
    caller = again.identified().caller();
    return Optional.empty();
  }
}
