package dev.gatehouse.gateway.exchange;

import java.util.Locale;

/** The stages of the journey, in the order of travel. */
public enum Stage {
  ACCEPT,
  DECODE,
  IDENTIFY,
  LOCATE,
  PERMIT,
  REWRITE,
  SEND,
  STREAM,
  TALLY;

  /** The stage's package and its label in logs and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
