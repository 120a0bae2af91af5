package dev.gatehouse.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The folder that holds everything one Gatehouse keeps, used by one process at a time. */
public final class DataFolder implements AutoCloseable {
  /** Databases are nobody else's on this machine. */
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;
  private final FileChannel lockFile;

  private DataFolder(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /** Takes the folder for this process, and makes it where there is none. */
  public static DataFolder open(Path root) throws StartException {
    try {
      Files.createDirectories(root, OWNER_ONLY);
      FileChannel lockFile =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(lockFile) == null) {
        lockFile.close();
        throw new StartException(
            "the data folder %s is in use by another Gatehouse; stop it or choose another folder"
                .formatted(root));
      }
      return new DataFolder(root, lockFile);
    } catch (IOException e) {
      throw new StartException(
          "cannot write to the data folder %s; make it writable or choose another folder"
              .formatted(root),
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** Refuses a folder in the midst of a restore. */
  void requireWhole() throws StartException {
    if (Files.exists(restoredRegistry())) {
      throw new StartException(
          "a restore into the data folder %s is not finished: repeat 'gatehouse restore --all'"
              .formatted(root));
    }
  }

  /** The log of a {@code gatehouse dev}. */
  public Path log() {
    return root.resolve("log/gatehouse.log");
  }

  /** The registry of namespaces. */
  Path registry() {
    return root.resolve("registry.db");
  }

  /** A registry out of a backup whose namespaces are not all made again. */
  Path restoredRegistry() {
    return root.resolve("registry.restoring.db");
  }

  /** Dumps and files on their way in or out. */
  Path spool() {
    return root.resolve("spool");
  }

  /** What a managed sqld keeps. */
  Path sqld() {
    return root.resolve("sqld");
  }

  /** The key that seals the secrets in the registry, where nobody chose one. */
  Path masterKey() {
    return root.resolve("keys/master.key");
  }

  /** The key that signs the tokens sqld gets to see. */
  Path upstreamKey() {
    return root.resolve("keys/upstream.pem");
  }

  /** Its public half, for an sqld that runs elsewhere. */
  Path upstreamPublicKey() {
    return root.resolve("keys/upstream.pub.pem");
  }

  /** The key that seals the handles that clients keep. */
  Path sealingKey() {
    return root.resolve("keys/handles.key");
  }

  /** The admin key, where nobody chose one. */
  Path adminKey() {
    return root.resolve("keys/admin.key");
  }

  /** The certificates that authorities gave out, and the accounts with them. */
  Path acme() {
    return root.resolve("acme");
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }
}
