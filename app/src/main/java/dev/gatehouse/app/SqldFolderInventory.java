package dev.gatehouse.app;

import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.provision.NodeInventory;
import dev.gatehouse.tenancy.NamespaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a managed sqld holds: it has no call that tells, but a folder for each namespace. Folders
 * that Gatehouse cannot have made are not counted.
 */
final class SqldFolderInventory implements NodeInventory {
  private final Path folder;
  private final Optional<NamespaceId> canary;

  /** The canary is Gatehouse's own: nobody has to account for it. */
  SqldFolderInventory(Path sqldFolder, Optional<NamespaceId> canary) {
    this.folder = sqldFolder.resolve("db/dbs");
    this.canary = canary;
  }

  @Override
  public Optional<Set<NamespaceId>> namespaces() throws NodeFailedException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (var found = Files.list(folder)) {
      return Optional.of(
          found
              .map(path -> NamespaceId.parse(String.valueOf(path.getFileName())))
              .flatMap(Optional::stream)
              .filter(id -> !canary.equals(Optional.of(id)))
              .collect(Collectors.toSet()));
    } catch (IOException e) {
      throw new NodeFailedException("the folder of sqld cannot be read", e);
    }
  }
}
