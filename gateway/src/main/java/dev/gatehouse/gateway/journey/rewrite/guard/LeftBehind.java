package dev.gatehouse.gateway.journey.rewrite.guard;

/** What a kind of statement leaves behind on the connection that it ran on. */
enum LeftBehind {
  /** Nothing: it only reads. */
  NOTHING,
  /** Nothing but counts of changes and the id of the last row, which can be set back. */
  COUNTS,
  /** An open transaction or the end of one, which the connection itself tells. */
  TRANSACTION,
  /** Something, or nobody knows: the next one to use the connection could tell. */
  TRACES
}
