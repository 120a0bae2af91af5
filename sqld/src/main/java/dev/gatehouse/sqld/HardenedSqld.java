package dev.gatehouse.sqld;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A copy of an sqld whose SQL cannot reach the files of its machine.
 *
 * <p>The names of the functions and tables that can are overwritten with bytes that no SQL text can
 * hold, so nothing can call them.
 */
public final class HardenedSqld {
  private static final Logger LOG = LoggerFactory.getLogger(HardenedSqld.class);
  private static final List<String> NAMES =
      List.of("readfile", "writefile", "fsdir", "lsmode", "sqlite_dbpage", "sha3_query");
  private static final byte UNSPEAKABLE = (byte) 0xFF;

  private HardenedSqld() {}

  /**
   * The hardened copy of this binary, made once and kept in this folder.
   *
   * @return the copy, or the binary itself where it knows none of those names or the system runs no
   *     changed program
   */
  public static Path of(Path binary, Path folder) throws SqldUnavailableException {
    try {
      Path copy = folder.resolve("sqld-" + version(binary));
      if (Files.isExecutable(copy)) {
        return copy;
      }
      byte[] program = Files.readAllBytes(binary);
      if (!blank(program)) {
        return binary;
      }
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "sqld", ".draft");
      Files.write(draft, program);
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      if (!runs(draft)) {
        Files.delete(draft);
        return binary;
      }
      Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
      return copy;
    } catch (IOException e) {
      throw new SqldUnavailableException(
          "The hardened copy of %s cannot be made in %s (%s): make the folder writable."
              .formatted(binary, folder, e.getMessage()),
          e);
    }
  }

  /** A system that checks signatures does not run a changed program. */
  private static boolean runs(Path draft) {
    try {
      SqldLocator.chosen(draft, "the hardened copy");
      return true;
    } catch (SqldUnavailableException e) {
      LOG.warn("sqld runs unhardened: {}", e.getMessage());
      return false;
    }
  }

  private static String version(Path binary) throws IOException {
    long changed = Files.getLastModifiedTime(binary).toMillis();
    return Long.toString(Files.size(binary), 36) + "-" + Long.toString(changed, 36);
  }

  private static boolean blank(byte[] program) {
    List<byte[]> names =
        NAMES.stream().map(name -> name.getBytes(StandardCharsets.US_ASCII)).toList();
    boolean found = false;
    int start = 0;
    for (int end = 0; end < program.length; end++) {
      if (program[end] == 0) {
        if (isAny(names, program, start, end)) {
          Arrays.fill(program, start, end, UNSPEAKABLE);
          found = true;
        }
        start = end + 1;
      }
    }
    return found;
  }

  private static boolean isAny(List<byte[]> names, byte[] program, int start, int end) {
    for (byte[] name : names) {
      if (Arrays.equals(program, start, end, name, 0, name.length)) {
        return true;
      }
    }
    return false;
  }
}
