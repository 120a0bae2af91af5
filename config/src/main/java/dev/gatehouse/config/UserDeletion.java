package dev.gatehouse.config;

/** What becomes of the namespace of a user who was deleted. */
public enum UserDeletion {
  DELETE,
  KEEP
}
