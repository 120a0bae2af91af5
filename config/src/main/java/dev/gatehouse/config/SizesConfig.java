package dev.gatehouse.config;

import dev.gatehouse.config.value.ByteSize;

/** How large a request and its answer may be. */
public record SizesConfig(
    @Key(
            doc =
                "The largest body of one request. Bodies are held in memory while their SQL is"
                    + " checked, so raise it with care.",
            bounds = "1KiB..1GiB")
        ByteSize bodyBytesMax,
    @Key(
            doc =
                "The largest answer of sqld to one request: a pipeline, or a request in a session."
                    + " Cursors, dumps, change feeds and embedded replicas may go on for as long as"
                    + " they are read. sqld itself bounds the result of one statement or batch to"
                    + " 10 MB.",
            bounds = "1KiB..1024GiB")
        ByteSize responseBytesMax,
    @Key(
            doc =
                "Statements in one body, or in one message of a session; a batch counts as many as"
                    + " it holds.",
            bounds = "1..10000000")
        int statementsMax,
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
          ByteSize.mebibytes(64),
          10_000,
          ByteSize.kibibytes(16),
          ByteSize.kibibytes(8),
          ByteSize.mebibytes(1024));
}
