package dev.gatehouse.app.handover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the processes of one data folder meet; nobody else may look in. */
final class HandoverFolder {
  private HandoverFolder() {}

  /** Makes it where there is none. */
  static void make(Path folder) throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rwx------");
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
    }
    Files.setPosixFilePermissions(folder, ownerOnly);
  }

  /** Where the running one is spoken to. */
  static Path desk(Path folder) {
    return folder.resolve("gatehouse.sock");
  }

  /** Where it passes its sockets on. */
  static Path sockets(Path folder) {
    return folder.resolve("sockets.sock");
  }
}
