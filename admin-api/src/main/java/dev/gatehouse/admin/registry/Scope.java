package dev.gatehouse.admin.registry;

import java.util.Locale;
import java.util.Optional;

/** What a key to the admin API allows. */
public enum Scope {
  /** To look at namespaces. */
  READ,
  /** To make, change and delete namespaces. */
  PROVISION,
  /** To issue and revoke tenants' tokens. */
  TOKENS,
  /** Everything, the keys themselves and the audit log too. */
  ADMIN;

  /** The scope as callers write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope that is written so. */
  public static Optional<Scope> parse(String text) {
    for (Scope scope : values()) {
      if (scope.text().equals(text)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }
}
