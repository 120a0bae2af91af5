package dev.gatehouse.config;

/** Who runs the sqld behind Gatehouse. */
public enum SqldMode {
  /** Gatehouse starts, watches and stops it. */
  MANAGED,
  /** Somebody else does; Gatehouse is told where it is. */
  EXTERNAL
}
