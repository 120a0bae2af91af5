package dev.gatehouse.gateway;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.journey.locate.TenantDirectory;
import dev.gatehouse.gateway.journey.permit.Admission;
import dev.gatehouse.gateway.journey.stream.Farewells;
import dev.gatehouse.gateway.journey.stream.Sessions;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceDirectory;
import dev.gatehouse.tenancy.Revocations;
import dev.gatehouse.tenancy.Revocations.Revoked;
import dev.gatehouse.tenancy.TenantRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends what lives on a right when the right ends, and holds a changed tenant to its new limits.
 *
 * @param directory what a changed namespace is by now
 * @param permit the limits
 * @param sessions what is open
 * @param farewells what rests in sqld
 */
@CrossThread
record EndOfRights(
    TenantDirectory directory, Admission permit, Sessions sessions, Farewells farewells) {
  /** Sessions end within a second of a change. */
  private static final Duration CHANGE = Duration.ofMillis(500);

  void watch(NamespaceDirectory changes, Revocations revocations) {
    revocations.onRevoked(this::onRevoked);
    changes.onChange(this::onChanged);
  }

  private void onRevoked(Revoked revoked) {
    sessions.onRevoked(revoked);
    farewells.onRevoked(revoked);
  }

  private void onChanged(Namespace namespace) {
    directory
        .latest(namespace, CHANGE)
        .whenComplete(
            (now, failure) -> {
              if (failure == null) {
                onKnown(namespace, now);
              } else {
                sessions.onNamespaceDoubted(namespace);
              }
            });
  }

  private void onKnown(Namespace namespace, Optional<TenantRecord> now) {
    now.ifPresent(permit::onChanged);
    sessions.onNamespaceChanged(namespace, now);
    farewells.onNamespaceChanged(namespace, now);
  }
}
