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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that holds everything one Gatehouse keeps. It is one process's own at a time; for a
 * moment, another one that takes its place uses it too.
 */
public final class DataFolder implements AutoCloseable {
  /** Databases are nobody else's on this machine. */
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final Logger log = LoggerFactory.getLogger(DataFolder.class);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Path root;
  private final FileChannel lockFile;
  private final List<Runnable> duties = new ArrayList<>();
  private boolean own;
  private boolean closed;

  private DataFolder(Path root, FileChannel lockFile, boolean own) {
    this.root = root;
    this.lockFile = lockFile;
    this.own = own;
  }

  /** Takes the folder for this process, and makes it where there is none. */
  public static DataFolder open(Path root) throws StartException {
    try {
      Files.createDirectories(root, OWNER_ONLY);
      FileChannel lockFile = lockFile(root);
      if (tryLock(lockFile) == null) {
        lockFile.close();
        throw new StartException(
            "the data folder %s is in use by another Gatehouse; stop it or choose another folder"
                .formatted(root));
      }
      return new DataFolder(root, lockFile, true);
    } catch (IOException e) {
      throw cannotWrite(root, e);
    }
  }

  /** Uses the folder beside the process whose place this one takes. */
  public static DataFolder share(Path root) throws StartException {
    try {
      return new DataFolder(root, lockFile(root), false);
    } catch (IOException e) {
      throw cannotWrite(root, e);
    }
  }

  private static FileChannel lockFile(Path root) throws IOException {
    return FileChannel.open(
        root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static StartException cannotWrite(Path root, IOException e) {
    return new StartException(
        "cannot write to the data folder %s; make it writable or choose another folder"
            .formatted(root),
        e);
  }

  /** Whether another process uses it as well. */
  synchronized boolean isShared() {
    return !own;
  }

  /** Does what only one process may do on a folder: now, or when it is this one's own. */
  synchronized void whenOwn(Runnable duty) {
    if (own) {
      duty.run();
    } else {
      duties.add(duty);
    }
  }

  /** Waits for the other process to let go of it, and then does what had to wait. */
  void awaitOwn() {
    Thread.ofVirtual()
        .name("data-folder")
        .start(
            () -> {
              try {
                while (!takeOwn()) {
                  Thread.sleep(LOOK);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (IOException e) {
                log.atError().setCause(e).log("the data folder cannot be taken over");
              }
            });
  }

  private synchronized boolean takeOwn() throws IOException {
    if (closed) {
      return true;
    }
    if (tryLock(lockFile) == null) {
      return false;
    }
    own = true;
    log.info("the other Gatehouse has left");
    for (Runnable duty : duties) {
      try {
        duty.run();
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("a duty was not taken up");
      }
    }
    return true;
  }

  /** Takes up no more duties. */
  synchronized void stopWaiting() {
    closed = true;
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

  /** What the namespace of Gatehouse's own is called. */
  Path canary() {
    return root.resolve("canary");
  }

  /** Where processes of this folder meet. */
  public static Path meeting(Path root) {
    return root.resolve("run");
  }

  /** The same of this one. */
  Path meeting() {
    return meeting(root);
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

  /** Machine code out of the jars. */
  Path libraries() {
    return root.resolve("lib");
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
