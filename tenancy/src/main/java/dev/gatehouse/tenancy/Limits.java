package dev.gatehouse.tenancy;

/**
 * How much one tenant may use.
 *
 * @param perSecondMax requests in any one second
 * @param perMinuteMax requests in any one minute
 * @param concurrentMax exchanges under way at once
 */
public record Limits(int perSecondMax, int perMinuteMax, int concurrentMax) {
  public Limits {
    if (perSecondMax < 1 || perMinuteMax < 1 || concurrentMax < 1) {
      throw new IllegalArgumentException("a limit is 1 or more");
    }
  }
}
