package dev.gatehouse.config;

/** What becomes of a token that does not say what its bearer may do. */
public enum AccessDefault {
  RW,
  RO,
  REFUSE
}
