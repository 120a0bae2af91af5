package dev.gatehouse.admin.api;

import java.util.Locale;

/** What a caller must hold to use an endpoint. */
enum Permission {
  /** Nothing: strangers may call. */
  NONE,
  READ,
  PROVISION,
  TOKENS;

  /** The permission as the API's document writes it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
