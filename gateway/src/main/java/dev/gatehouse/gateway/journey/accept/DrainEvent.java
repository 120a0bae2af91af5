package dev.gatehouse.gateway.journey.accept;

/** Tells a connection to end as soon as its exchange has ended. */
public enum DrainEvent {
  INSTANCE
}
