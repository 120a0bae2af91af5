package dev.gatehouse.config;

import dev.gatehouse.config.value.ByteSize;
import java.util.List;

/** How much one HTTP/2 connection may hold. */
public record Http2Config(
    @Key(
            doc = "How many requests and sessions one connection may have under way at once.",
            bounds = "1..10000")
        int streamsMax,
    @Key(
            doc = "How much of one request may arrive before it has been passed on.",
            bounds = "16KiB..16MiB")
        ByteSize streamWindow,
    @Key(
            doc =
                "The same for all requests of a connection together. Not less than"
                    + " `http2.streamWindow`.",
            bounds = "64KiB..256MiB")
        ByteSize connectionWindow)
    implements Checked {
  public static final Http2Config DEFAULTS =
      new Http2Config(128, ByteSize.kibibytes(64), ByteSize.mebibytes(1));

  @Override
  public List<Contradiction> contradictions() {
    return connectionWindow.bytes() >= streamWindow.bytes()
        ? List.of()
        : List.of(
            new Contradiction(
                "connectionWindow",
                connectionWindow,
                "not less than streamWindow, " + streamWindow));
  }
}
