package dev.gatehouse.gateway.journey.tally;

import java.util.Locale;

/** What tenants are ranked by. */
public enum Ranking {
  REQUESTS,
  ROWS,
  BYTES,
  REFUSALS;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Its name for operators. */
  public String label() {
    return label;
  }
}
