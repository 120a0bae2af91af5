package dev.gatehouse.config;

import dev.gatehouse.config.value.ByteSize;

/** How large a request may be. */
public record SizesConfig(
    @Key(
            doc =
                "The largest body of one request. Bodies are held in memory while their SQL is"
                    + " checked, so raise it with care.",
            bounds = "1KiB..1GiB")
        ByteSize bodyBytesMax,
    @Key(doc = "All headers of one request together. Tokens travel in them.", bounds = "1KiB..1MiB")
        ByteSize headerBytesMax,
    @Key(doc = "The request line: method, path and query.", bounds = "256B..1MiB")
        ByteSize uriBytesMax,
    @Key(
            doc =
                "The largest SQL dump or SQLite file that the admin API takes. It lies in the data"
                    + " folder while it is loaded.",
            bounds = "1KiB..1024GiB")
        ByteSize uploadBytesMax) {
  public static final SizesConfig DEFAULTS =
      new SizesConfig(
          ByteSize.mebibytes(4),
          ByteSize.kibibytes(16),
          ByteSize.kibibytes(8),
          ByteSize.mebibytes(1024));
}
