package dev.gatehouse.config;

import dev.gatehouse.config.value.ByteSize;
import java.time.Duration;
import java.util.List;

/** The open streams of sqld that pipelines share. */
public record LanesConfig(
    @Key(
            doc =
                "Whether pipelines that leave nothing behind run on streams that are open already,"
                    + " where that is much quicker. Clients see the same answers either way.")
        boolean enabled,
    @Key(
            doc =
                "How many streams all lanes together may hold open. Keep it well below the streams"
                    + " that sqld allows, which sessions and transactions need too.",
            bounds = "1..4096")
        int streamsMax,
    @Key(
            doc =
                "How many streams one namespace may hold, for each of its two kinds of access. Not"
                    + " more than `upstream.lanes.streamsMax`.",
            bounds = "1..1024")
        int streamsPerNamespaceMax,
    @Key(
            doc =
                "From how many pipelines a second on, counted by each event loop for itself, a"
                    + " namespace is busy enough for a lane. What comes before takes a connection.",
            bounds = "0..1000000")
        int busyPerSecond,
    @Key(doc = "How long a lane is kept unused.", bounds = "100ms..1h") Duration idle,
    @Key(
            doc = "The largest body of a pipeline on a lane; larger ones take a connection.",
            bounds = "256B..4MiB")
        ByteSize bodyBytesMax)
    implements Checked {
  public static final LanesConfig DEFAULTS =
      new LanesConfig(true, 48, 16, 10, Duration.ofSeconds(10), ByteSize.kibibytes(64));

  @Override
  public List<Contradiction> contradictions() {
    return streamsPerNamespaceMax <= streamsMax
        ? List.of()
        : List.of(
            new Contradiction(
                "streamsPerNamespaceMax",
                streamsPerNamespaceMax,
                "not more than streamsMax, " + streamsMax));
  }
}
