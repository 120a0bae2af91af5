package dev.gatehouse.gateway.exchange;

/**
 * How far one of the windows is used up that a tenant is counted in.
 *
 * @param name what clients know it by
 * @param max what may be used in one such window
 * @param seconds how long it is
 * @param left what may be used now
 * @param backInSeconds when there is something to use again, where nothing is left
 */
public record RateWindow(String name, int max, long seconds, long left, long backInSeconds) {

  /** The window itself, as an item of {@code RateLimit-Policy}. */
  String policy() {
    return "\"%s\";q=%d;w=%d".formatted(name, max, seconds);
  }

  /** What is left of it, as an item of {@code RateLimit}. */
  String state() {
    String used = "\"%s\";r=%d".formatted(name, left);
    return left > 0 ? used : used + ";t=" + backInSeconds;
  }
}
