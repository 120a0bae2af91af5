package dev.gatehouse.gateway.journey.rewrite.guard;

/** What a kind of statement leaves behind on the connection that it ran on. */
enum LeftBehind {
  /** Nothing: it only reads. */
  NOTHING,
  /** Nothing but counts of changes, which only functions reveal that no such text may use. */
  COUNTS,
  /** An open transaction or the end of one, which the connection itself tells. */
  TRANSACTION,
  /** Something, or nobody knows: the next one to use the connection could tell. */
  TRACES
}
