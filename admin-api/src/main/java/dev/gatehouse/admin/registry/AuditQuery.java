package dev.gatehouse.admin.registry;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A question for one page of the audit log, the newest first.
 *
 * @param target only what was done to this
 * @param before the entry that the page begins behind, which is older than it
 * @param entriesMax how many the page holds
 */
public record AuditQuery(Optional<String> target, OptionalLong before, int entriesMax) {}
