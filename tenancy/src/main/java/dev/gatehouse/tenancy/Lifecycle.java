package dev.gatehouse.tenancy;

/** Where a namespace stands between its creation and its end. */
public enum Lifecycle {
  CREATING,
  ACTIVE,
  SUSPENDED,
  MOVING,
  /** Deleted as far as clients can tell; operators can still bring it back. */
  TRASHED,
  DELETING
}
