package dev.gatehouse.admin.provision;

/** How an attempt to delete a namespace ended. */
public sealed interface Deletion {

  /** It is gone with its data. */
  record Deleted() implements Deletion {}

  /** There is none of that name. */
  record Unknown() implements Deletion {}

  /** It is no longer what the caller meant. */
  record Outdated() implements Deletion {}

  /** It must not be deleted. */
  record Protected() implements Deletion {}

  /** Someone else is changing the namespace right now. */
  record Busy() implements Deletion {}

  /** The sqld failed; the namespace is served no more, and deleting it again goes on. */
  record NodeFailed() implements Deletion {}
}
