package dev.gatehouse.gateway.journey.accept;

/** Tells a connection to end, as this process does. */
public enum DrainEvent {
  /** As soon as its exchange has ended; at once where there is none. */
  INSTANCE,
  /**
   * With its next exchange, for another process serves new connections meanwhile. A client that
   * asks just now is answered.
   */
  AFTER_NEXT,
  /**
   * With the exchange under way, for the time is nearly over: who has asked nothing for all of it
   * is not waited for, and sessions end between two requests, even where their streams are open.
   */
  AFTER_NEXT_ANSWER
}
