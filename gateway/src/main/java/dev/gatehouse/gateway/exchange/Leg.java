package dev.gatehouse.gateway.exchange;

import java.util.Locale;

/** A part of an exchange's time, in the order in which they come. */
public enum Leg {
  /** From the head to a caller who is known. */
  IDENTIFY,
  /** To the tenant's record and node. */
  LOCATE,
  /** To a place among the tenant's exchanges. */
  PERMIT,
  /** To a request for sqld: the wait for the client's body, and the look at it. */
  REWRITE,
  /** To a turn at the node. */
  WAIT,
  /** To a connection or a lane. */
  CONNECT,
  /** To the first byte of sqld's answer. */
  ANSWER,
  /** To the end of the answer. */
  STREAM;

  private static final Leg[] IN_ORDER = values();

  /** How many there are. */
  public static final int COUNT = IN_ORDER.length;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The leg at this place. */
  public static Leg at(int place) {
    return IN_ORDER[place];
  }

  /** Its name in metrics, logs and traces. */
  public String label() {
    return label;
  }

  /** Its place in the order. */
  @SuppressWarnings("EnumOrdinal") // the order is what it is for
  public int place() {
    return ordinal();
  }
}
