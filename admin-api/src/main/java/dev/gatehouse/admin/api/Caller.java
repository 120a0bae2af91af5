package dev.gatehouse.admin.api;

import dev.gatehouse.admin.audit.AuditLog.Asker;
import dev.gatehouse.admin.registry.ApiKey;
import dev.gatehouse.admin.registry.Scope;
import java.util.Set;

/**
 * Who calls.
 *
 * @param id the id of a key, or {@code root}
 * @param label what the key is called
 * @param scopes what the key allows
 * @param address from where
 */
record Caller(String id, String label, Set<Scope> scopes, String address) {

  /** The holder of the admin key. */
  static Caller root(String address) {
    return new Caller("root", "", Set.of(Scope.ADMIN), address);
  }

  /** Somebody without a key. */
  static Caller stranger(String address) {
    return new Caller("stranger", "", Set.of(), address);
  }

  static Caller with(ApiKey key, String address) {
    return new Caller(key.id(), key.label(), key.scopes(), address);
  }

  Asker asker() {
    return new Asker(id, label, address);
  }
}
