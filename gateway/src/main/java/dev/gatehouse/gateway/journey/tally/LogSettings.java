package dev.gatehouse.gateway.journey.tally;

import java.time.Duration;
import org.slf4j.event.Level;

/**
 * Which exchanges have a line in the log.
 *
 * @param which of them
 * @param level the level of their lines
 * @param sampleOneIn of how many traces one is shown, where a sample is
 * @param linesPerSecondMax how many lines there may be in a second
 * @param slow from when on an exchange is slow; zero where none is
 */
public record LogSettings(
    Which which, Level level, int sampleOneIn, int linesPerSecondMax, Duration slow) {
  /** Faults of Gatehouse and of sqld only. */
  public static final LogSettings FAULTS = new LogSettings(Which.FAULTS, 1, Duration.ZERO);

  /** Lines as they usually look. */
  public LogSettings(Which which, int sampleOneIn, Duration slow) {
    this(which, Level.INFO, sampleOneIn, 1_000_000, slow);
  }

  /** Which exchanges; each has those of the one before as well. */
  public enum Which {
    /** Those that Gatehouse or sqld is to blame for. */
    FAULTS,
    /** All that were not served. */
    REFUSALS,
    /** Some of those that were served. */
    SAMPLED,
    /** Every one. */
    ALL
  }
}
