package dev.gatehouse.admin.api;

import dev.gatehouse.admin.registry.Scope;
import java.util.Locale;
import java.util.Set;

/** What a caller must hold to use an endpoint. */
enum Permission {
  /** Nothing: strangers may call. */
  NONE,
  READ,
  PROVISION,
  TOKENS,
  ADMIN;

  /** The permission as the API's document writes it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether these scopes are enough. */
  boolean isGranted(Set<Scope> scopes) {
    return scopes.contains(Scope.ADMIN)
        || switch (this) {
          case NONE -> true;
          case READ -> scopes.contains(Scope.READ);
          case PROVISION -> scopes.contains(Scope.PROVISION);
          case TOKENS -> scopes.contains(Scope.TOKENS);
          case ADMIN -> false;
        };
  }
}
