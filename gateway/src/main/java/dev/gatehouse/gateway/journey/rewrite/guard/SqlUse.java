package dev.gatehouse.gateway.journey.rewrite.guard;

/** What a client asks sqld to do with an SQL text. */
public enum SqlUse {
  /** Run it, now or later; sqld parses it first and has a filter of its own. */
  RUN,
  /** Prepare it and describe the result; sqld hands it to SQLite unfiltered. */
  DESCRIBE
}
