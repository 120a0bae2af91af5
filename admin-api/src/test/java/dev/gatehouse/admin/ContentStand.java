package dev.gatehouse.admin;

import dev.gatehouse.admin.api.Contents;
import dev.gatehouse.admin.load.SpoolFolder;
import dev.gatehouse.sqld.SqldAdmin;
import dev.gatehouse.sqld.SqldSessions;
import dev.gatehouse.tenancy.token.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;

/** What an admin API of the tests finds in namespaces. */
public final class ContentStand {
  static final long UPLOAD_BYTES_MAX = 4 << 20;
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

  private ContentStand() {}

  /** Nothing, as there is no sqld. */
  public static Contents none(Path folder) {
    return over(
        new SqldAdmin(NOWHERE, "no key"),
        new SqldSessions(NOWHERE, SigningKey.generate(), InstantSource.system()),
        folder);
  }

  static Contents over(SqldAdmin sqld, SqldSessions sessions, Path folder) {
    try {
      return new Contents(
          sqld, sessions, SpoolFolder.open(folder.resolve("spool")), UPLOAD_BYTES_MAX);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
