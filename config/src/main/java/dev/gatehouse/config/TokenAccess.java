package dev.gatehouse.config;

/** What the bearer of a token may do. */
public enum TokenAccess {
  RW,
  RO
}
