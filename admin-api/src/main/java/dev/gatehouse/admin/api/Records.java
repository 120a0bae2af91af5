package dev.gatehouse.admin.api;

import dev.gatehouse.admin.access.ApiKeys;
import dev.gatehouse.admin.audit.AuditLog;
import dev.gatehouse.admin.registry.Registry;
import java.time.InstantSource;

/**
 * What the admin API keeps of its own use.
 *
 * @param keys who may use it
 * @param audit what they changed
 * @param replies what they were told, for calls sent again
 */
public record Records(ApiKeys keys, AuditLog audit, ReplyLedger replies) {

  /** Those of a registry. */
  public static Records of(Registry registry, InstantSource clock) {
    return new Records(
        new ApiKeys(registry.apiKeys(), clock),
        new AuditLog(registry.audit(), clock),
        new ReplyLedger(registry.replies(), clock));
  }
}
