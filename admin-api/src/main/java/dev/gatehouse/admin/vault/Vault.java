package dev.gatehouse.admin.vault;

import dev.gatehouse.admin.vault.VaultException.Fault;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of backups: drafts, the files with the contents, and one manifest per backup. A file is
 * written under {@code drafts}, made durable and then moved to its place, so whatever lies there is
 * whole.
 */
public final class Vault {
  private static final Pattern MANIFEST_ID = Pattern.compile("[0-9A-Za-z-]{1,40}");
  private static final Pattern FILE_ID = Pattern.compile("[0-9a-f]{32}");
  private static final String SUFFIX = ".sealed";
  private static final int BUFFER_BYTES = 128 * 1024;

  private final Path folder;
  private final VaultKey key;

  private Vault(Path folder, VaultKey key) {
    this.folder = folder;
    this.key = key;
  }

  /** The vault in a folder, be it there already or not. */
  public static Vault at(Path folder, VaultKey key) {
    return new Vault(folder, key);
  }

  /** Makes the folder where there is none. */
  public void prepare() throws VaultException {
    try {
      Files.createDirectories(drafts());
      Files.createDirectories(contents());
      Files.createDirectories(manifestFolder());
    } catch (IOException e) {
      throw VaultException.storage("the backup folder %s cannot be used".formatted(folder), e);
    }
  }

  /** Whether the folder is one of backups. */
  public boolean isThere() {
    return Files.isDirectory(manifestFolder());
  }

  private Path drafts() {
    return folder.resolve("drafts");
  }

  private Path contents() {
    return folder.resolve("contents");
  }

  private Path manifestFolder() {
    return folder.resolve("manifests");
  }

  private Path manifestFile(String id) throws VaultException {
    if (!MANIFEST_ID.matcher(id).matches()) {
      throw new VaultException(Fault.MISSING, "there is no backup of this id");
    }
    return manifestFolder().resolve(id + SUFFIX);
  }

  private Path contentFile(String id) throws VaultException {
    if (!FILE_ID.matcher(id).matches()) {
      throw new VaultException(Fault.DAMAGED, "the manifest names what is no file");
    }
    return contents().resolve(id.substring(0, 2)).resolve(id + SUFFIX);
  }

  public VaultKey key() {
    return key;
  }

  public Path folder() {
    return folder;
  }

  /** Keeps other processes from changing this vault until it is closed. */
  public Closeable lock() throws VaultException {
    try {
      FileChannel file =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(file) == null) {
        file.close();
        throw new VaultException(
            Fault.IN_USE, "another process works on the backup folder %s".formatted(folder));
      }
      return file;
    } catch (VaultException e) {
      throw e;
    } catch (IOException e) {
      throw VaultException.storage("the backup folder %s cannot be used".formatted(folder), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** Removes the drafts of one that was killed. */
  public void clearDrafts() throws VaultException {
    try (Stream<Path> left = Files.list(drafts())) {
      for (Path draft : left.toList()) {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw VaultException.storage("the backup folder %s cannot be used".formatted(folder), e);
    }
  }

  public Draft draft(Role role) throws VaultException {
    return Draft.begin(drafts(), key, role);
  }

  /** What is in a finished draft. */
  public InputStream openDraft(SealedFile file, Role role) throws IOException {
    return opened(drafts().resolve(file.id()), file, role);
  }

  /** Puts a finished draft among the contents. */
  public void keep(SealedFile file) throws VaultException {
    try {
      Path target = contentFile(file.id());
      Files.createDirectories(contents().resolve(file.id().substring(0, 2)));
      move(drafts().resolve(file.id()), target);
    } catch (VaultException e) {
      throw e;
    } catch (IOException e) {
      throw VaultException.storage("the backup folder took no more", e);
    }
  }

  /** Removes a finished draft. */
  public void drop(SealedFile file) throws VaultException {
    try {
      Files.deleteIfExists(drafts().resolve(file.id()));
    } catch (IOException e) {
      throw VaultException.storage("the backup folder cannot be changed", e);
    }
  }

  private static void move(Path source, Path target) throws IOException {
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    Path parent = target.getParent();
    if (parent != null) {
      try (FileChannel names = FileChannel.open(parent, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  /** Whether a file is there in the length that it had. */
  public boolean has(SealedFile file) throws VaultException {
    try {
      return Files.size(contentFile(file.id())) == file.sealedBytes();
    } catch (NoSuchFileException e) {
      return false;
    } catch (VaultException e) {
      throw e;
    } catch (IOException e) {
      throw VaultException.storage("the backup folder cannot be read", e);
    }
  }

  /** What is in a file; whoever reads to its end knows that it is whole and unchanged. */
  public InputStream open(SealedFile file, Role role) throws IOException {
    return opened(contentFile(file.id()), file, role);
  }

  private InputStream opened(Path path, SealedFile file, Role role) throws IOException {
    InputStream in = input(path);
    try {
      SealedHead head = SealedHead.read(in, key, role);
      if (!head.fileId().equals(file.id())) {
        throw new VaultException(Fault.DAMAGED, "it is another file than the manifest names");
      }
      return new Opened(file, new SealedInput(in, head));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream input(Path path) throws VaultException {
    try {
      return new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
    } catch (NoSuchFileException e) {
      throw new VaultException(Fault.MISSING, "it is not there", e);
    } catch (IOException e) {
      throw VaultException.storage("it cannot be read", e);
    }
  }

  /** Writes a manifest, all of it or nothing; from then on the backup counts. */
  public void publish(String id, byte[] manifest) throws IOException {
    Path target = manifestFile(id);
    try (Draft draft = draft(Role.MANIFEST)) {
      draft.content().write(manifest);
      SealedFile _ = draft.finish();
      try {
        move(draft.path(), target);
      } catch (IOException e) {
        Files.deleteIfExists(draft.path());
        throw VaultException.storage("the backup folder took no more", e);
      }
    }
  }

  /** A manifest as it was written. */
  public byte[] manifest(String id) throws IOException {
    try (InputStream in = input(manifestFile(id))) {
      SealedHead head = SealedHead.read(in, key, Role.MANIFEST);
      try (var content = new InflaterInputStream(new SealedInput(in, head), inflater())) {
        return content.readAllBytes();
      }
    }
  }

  private static Inflater inflater() {
    return new Inflater(true);
  }

  /** The ids of all backups there are, the oldest first. */
  public List<String> manifests() throws VaultException {
    if (!isThere()) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(manifestFolder())) {
      return files
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(MANIFEST_ID.asMatchPredicate())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw VaultException.storage("the backup folder %s cannot be read".formatted(folder), e);
    }
  }

  /** Removes a backup; what only it named is for {@link #sweep}. */
  public void remove(String id) throws VaultException {
    try {
      Files.deleteIfExists(manifestFile(id));
    } catch (VaultException e) {
      throw e;
    } catch (IOException e) {
      throw VaultException.storage("the backup folder cannot be changed", e);
    }
  }

  /** Removes the contents, sealed with this key, that nobody names; how many there were. */
  public int sweep(Set<String> named) throws VaultException {
    int removed = 0;
    for (Path file : contentFiles()) {
      String name = String.valueOf(file.getFileName());
      String id = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
      if (FILE_ID.matcher(id).matches() && !named.contains(id) && isOurs(file)) {
        try {
          Files.deleteIfExists(file);
          removed++;
        } catch (IOException e) {
          throw VaultException.storage("the backup folder cannot be changed", e);
        }
      }
    }
    return removed;
  }

  private List<Path> contentFiles() throws VaultException {
    var found = new ArrayList<Path>();
    try (Stream<Path> folders = Files.list(contents())) {
      for (Path shelf : folders.filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.list(shelf)) {
          files.forEach(found::add);
        }
      }
      return found;
    } catch (IOException e) {
      throw VaultException.storage("the backup folder cannot be read", e);
    }
  }

  private boolean isOurs(Path file) throws VaultException {
    try (InputStream in = input(file)) {
      return SealedHead.keyId(in).equals(key.id());
    } catch (VaultException e) {
      return e.fault() == Fault.DAMAGED;
    } catch (IOException e) {
      throw VaultException.storage("the backup folder cannot be read", e);
    }
  }
}
