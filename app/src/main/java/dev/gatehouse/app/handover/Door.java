package dev.gatehouse.app.handover;

/** What a process listens on. */
public enum Door {
  PUBLIC,
  ADMIN,
  OPS
}
