package dev.gatehouse.gateway.journey.send.lane;

import java.util.Locale;

/** Which way a pipeline took, and if no lane, why not. */
public enum Way {
  LANE,
  /** It crossed sqld on a lane in one batch with others of its tenant. */
  CONVOY,
  /** Its namespace is not busy. */
  QUIET,
  /** It could leave something behind, or hold on to its stream. */
  STATEFUL,
  /** Its body is too large to look into. */
  LARGE,
  /** One of its shape made sqld close a lane, or answered too much for one. */
  SHUNNED,
  /** Something in its namespace asks the connection what it ran before, or sqld cannot undo it. */
  TRICKY,
  /** No stream was free, and none became free in time. */
  CROWDED,
  /** It ran on a lane that went away, and again on a connection. */
  AGAIN;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }
}
