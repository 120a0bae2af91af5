package dev.gatehouse.sqld;

/** Which list of queries sqld keeps. */
public enum StatsKind {
  TOP("top"),
  SLOWEST("slowest");

  private final String path;

  StatsKind(String path) {
    this.path = path;
  }

  /** What sqld calls it in a path. */
  public String path() {
    return path;
  }
}
