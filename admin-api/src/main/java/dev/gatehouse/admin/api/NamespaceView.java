package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.TenantEntry;
import java.time.Instant;
import java.util.Locale;

/**
 * A namespace as operators see it.
 *
 * @param name the public name
 * @param id the name that sqld knows
 * @param node the server that holds it
 * @param state where it stands, in lower case
 * @param createdAt when its creation began
 * @param updatedAt when it changed last
 */
record NamespaceView(
    String name, String id, String node, String state, Instant createdAt, Instant updatedAt) {

  static NamespaceView of(TenantEntry entry) {
    return new NamespaceView(
        entry.namespace().name(),
        entry.id().value(),
        entry.tenant().node().name(),
        entry.state().name().toLowerCase(Locale.ROOT),
        entry.createdAt(),
        entry.updatedAt());
  }
}
