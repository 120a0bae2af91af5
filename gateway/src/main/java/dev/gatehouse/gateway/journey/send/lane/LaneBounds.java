package dev.gatehouse.gateway.journey.send.lane;

import java.time.Duration;

/**
 * How many lanes there may be, and for whom.
 *
 * @param streamsMax streams of all lanes together
 * @param streamsPerNamespaceMax streams of one namespace and access
 * @param busyPerSecond pipelines on one event loop from which on a namespace is busy
 * @param idle how long a lane is kept unused
 * @param bodyBytesMax the largest body of a pipeline on a lane
 */
public record LaneBounds(
    int streamsMax,
    int streamsPerNamespaceMax,
    int busyPerSecond,
    Duration idle,
    int bodyBytesMax) {
  /** What suits most. */
  public static final LaneBounds DEFAULT =
      new LaneBounds(48, 16, 10, Duration.ofSeconds(10), 64 << 10);
}
