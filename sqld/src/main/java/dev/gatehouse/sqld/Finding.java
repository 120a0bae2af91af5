package dev.gatehouse.sqld;

/**
 * One thing that an inspection looked at.
 *
 * @param name a short name that stays the same from release to release
 * @param severity how bad it is
 * @param sentence what was seen
 * @param remedy what to do about it; empty where there is nothing to do
 */
public record Finding(String name, Severity severity, String sentence, String remedy) {
  /** How bad a finding is. */
  public enum Severity {
    OK,
    /** Gatehouse can serve, and somebody should look at it. */
    WARNING,
    /** It could not be looked at; Gatehouse must not begin to serve. */
    UNKNOWN,
    /** Gatehouse must not serve. */
    FAILED;

    /** Whether the sqld is proven as far as this goes. */
    public boolean isProven() {
      return this == OK || this == WARNING;
    }
  }

  static Finding ok(String name, String sentence) {
    return new Finding(name, Severity.OK, sentence, "");
  }

  static Finding warning(String name, String sentence, String remedy) {
    return new Finding(name, Severity.WARNING, sentence, remedy);
  }

  static Finding unknown(String name, String sentence, String remedy) {
    return new Finding(name, Severity.UNKNOWN, sentence, remedy);
  }

  static Finding failed(String name, String sentence, String remedy) {
    return new Finding(name, Severity.FAILED, sentence, remedy);
  }
}
