package dev.gatehouse.tenancy;

/** Where a namespace stands between its creation and its end. */
public enum Lifecycle {
  CREATING,
  ACTIVE,
  SUSPENDED,
  MOVING,
  DELETING
}
