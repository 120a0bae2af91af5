package dev.gatehouse.app.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** A file, or standard input, that becomes a namespace. */
final class ImportSource implements AutoCloseable {
  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream content;
  private final long length;
  private final String mediaType;

  private ImportSource(InputStream content, long length, String mediaType) {
    this.content = content;
    this.length = length;
    this.mediaType = mediaType;
  }

  /** Opens what the user named. */
  static ImportSource open(String file) throws IOException {
    if (file.equals("-")) {
      return of(System.in, -1);
    }
    Path path = Path.of(file);
    if (!Files.isRegularFile(path)) {
      throw CommandFailure.failed(
          Files.exists(path) ? file + " is no file" : "there is no file " + file);
    }
    ImportSource source = of(Files.newInputStream(path), Files.size(path));
    Path log = Path.of(file + "-wal");
    if (source.isSqlite() && Files.exists(log) && Files.size(log) > 0) {
      source.close();
      throw CommandFailure.failed(
          "%s holds changes that %s lacks: close whatever has it open, or give a copy of it"
              .formatted(log, file));
    }
    return source;
  }

  private static ImportSource of(InputStream content, long length) throws IOException {
    var buffered = new BufferedInputStream(content, BUFFER_BYTES);
    buffered.mark(SQLITE.length);
    boolean isSqlite = Arrays.equals(buffered.readNBytes(SQLITE.length), SQLITE);
    buffered.reset();
    String mediaType = isSqlite ? "application/vnd.sqlite3" : "application/sql";
    return new ImportSource(buffered, length, mediaType);
  }

  private boolean isSqlite() {
    return mediaType.equals("application/vnd.sqlite3");
  }

  /** How many bytes it has, -1 where nobody knows. */
  long length() {
    return length;
  }

  Upload upload(LongConsumer onBytes, Runnable onEnd) {
    return new Upload(content, length, mediaType, onBytes, onEnd);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
