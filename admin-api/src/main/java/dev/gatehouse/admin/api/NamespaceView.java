package dev.gatehouse.admin.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.tenancy.Limits;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A namespace as operators see it.
 *
 * @param name the public name
 * @param id the name that sqld knows
 * @param node the server that holds it
 * @param state where it stands, in lower case
 * @param owner the owner as the product's own user table knows it
 * @param email where the owner can be written to
 * @param plan which of the product's plans its owner pays for
 * @param limits its own limits, null where the configured ones hold
 * @param quota its own quota, null where that of its plan or the configured one holds
 * @param isProtected whether it must not be deleted
 * @param schemaSet the schema set that it follows
 * @param schemaVersion the last of the set's migrations that it has
 * @param suspendedReason why it is suspended
 * @param trashedUntil when it is deleted for good
 * @param createdAt when its creation began
 * @param updatedAt when it changed last
 */
record NamespaceView(
    String name,
    String id,
    String node,
    String state,
    @Nullable String owner,
    @Nullable String email,
    @Nullable String plan,
    @Nullable Limits limits,
    @Nullable QuotaView quota,
    @JsonProperty("protected") boolean isProtected,
    @Nullable String schemaSet,
    int schemaVersion,
    @Nullable String suspendedReason,
    @Nullable Instant trashedUntil,
    Instant createdAt,
    Instant updatedAt) {

  static NamespaceView of(TenantEntry entry) {
    return new NamespaceView(
        entry.namespace().name(),
        entry.id().value(),
        entry.tenant().node().name(),
        entry.state().name().toLowerCase(Locale.ROOT),
        entry.owner().user().orElse(null),
        entry.owner().email().orElse(null),
        entry.profile().plan().orElse(null),
        entry.tenant().limits().orElse(null),
        entry.tenant().quota().map(QuotaView::of).orElse(null),
        entry.profile().isProtected(),
        entry.schema().set().orElse(null),
        entry.schema().version(),
        entry.standing().suspendedReason().orElse(null),
        entry.standing().trashedUntil().orElse(null),
        entry.createdAt(),
        entry.updatedAt());
  }
}
