package dev.gatehouse.admin.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.CodeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite itself, which comes inside the jar of its driver: kept as a file, where the driver would
 * unpack and compare it at each start.
 */
public final class SqliteLibrary {
  private static final Logger log = LoggerFactory.getLogger(SqliteLibrary.class);
  private static final String FOLDER = "org.sqlite.lib.path";

  private SqliteLibrary() {}

  /** Has the driver load it from this folder, unless somebody chose another one. */
  public static void keepIn(Path folder) {
    if (System.getProperty(FOLDER) != null) {
      return;
    }
    try {
      Path kept = folder.resolve(kind());
      Path library = kept.resolve(LibraryLoaderUtil.getNativeLibName());
      if (Files.isRegularFile(library) || unpack(kept, library)) {
        System.setProperty(FOLDER, kept.toString());
      }
    } catch (IOException | URISyntaxException e) {
      log.atDebug().setCause(e).log("SQLite is unpacked at each start");
    }
  }

  /**
   * Differs wherever the library may differ, but for the system's C library, which takes another
   * process to tell: the driver unpacks its own where it cannot load this one.
   */
  private static String kind() throws IOException, URISyntaxException {
    CodeSource source = SQLiteJDBCLoader.class.getProtectionDomain().getCodeSource();
    Path jar = Path.of(source.getLocation().toURI());
    String system = System.getProperty("os.name") + "-" + System.getProperty("os.arch");
    long changed = Files.getLastModifiedTime(jar).toMillis();
    return "sqlite-%s-%s-%s"
        .formatted(system, Long.toString(Files.size(jar), 36), Long.toString(changed, 36));
  }

  private static boolean unpack(Path folder, Path library) throws IOException {
    Files.createDirectories(folder);
    String resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (packed == null) {
        return false;
      }
      Path draft = Files.createTempFile(folder, "sqlite", ".draft");
      Files.copy(packed, draft, StandardCopyOption.REPLACE_EXISTING);
      try (var file = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Files.move(draft, library, StandardCopyOption.ATOMIC_MOVE);
      return true;
    }
  }
}
