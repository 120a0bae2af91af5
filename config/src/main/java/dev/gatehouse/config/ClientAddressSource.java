package dev.gatehouse.config;

/** The header in which a proxy names the client. */
public enum ClientAddressSource {
  NONE,
  X_FORWARDED_FOR,
  FLY_CLIENT_IP
}
