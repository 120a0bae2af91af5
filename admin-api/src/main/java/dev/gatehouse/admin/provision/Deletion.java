package dev.gatehouse.admin.provision;

/** How an attempt to delete a namespace ended. */
public sealed interface Deletion {

  /** It is gone with its data. */
  record Deleted() implements Deletion {}

  /** There is none of that name. */
  record Unknown() implements Deletion {}

  /** Someone else is changing the namespace right now. */
  record Busy() implements Deletion {}

  /** The sqld failed; the namespace is served no more, and deleting it again goes on. */
  record NodeFailed() implements Deletion {}
}
