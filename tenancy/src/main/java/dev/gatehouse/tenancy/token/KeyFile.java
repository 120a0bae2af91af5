package dev.gatehouse.tenancy.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A file that holds a secret: whole or not there, and for its owner's eyes only. */
final class KeyFile {
  private KeyFile() {}

  static String readOrCreate(Path file, Supplier<String> secret) throws IOException {
    if (!Files.exists(file)) {
      try {
        create(file, secret.get());
      } catch (FileAlreadyExistsException anotherProcessWasFaster) {
        return read(file);
      }
    }
    return read(file);
  }

  static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.US_ASCII);
  }

  private static void create(Path file, String text) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft = Files.createTempFile(folder, ".key", null);
    try {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      Files.writeString(
          draft, text, StandardCharsets.US_ASCII, StandardOpenOption.TRUNCATE_EXISTING);
      Files.createLink(file, draft);
    } finally {
      Files.delete(draft);
    }
  }
}
