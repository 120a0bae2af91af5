package dev.gatehouse.app;

import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.provision.NodeInventory;
import dev.gatehouse.tenancy.NamespaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a managed sqld holds: it has no call that tells, but a folder for each namespace. Folders
 * that Gatehouse cannot have made are not counted.
 */
final class SqldFolderInventory implements NodeInventory {
  private final Path folder;
  private final Predicate<NamespaceId> own;

  /**
   * The inventory of this folder.
   *
   * @param own which namespaces are canaries of Gatehouse's own: nobody has to account for those
   */
  SqldFolderInventory(Path sqldFolder, Predicate<NamespaceId> own) {
    this.folder = sqldFolder.resolve("db/dbs");
    this.own = own;
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
              .filter(own.negate())
              .collect(Collectors.toSet()));
    } catch (IOException e) {
      throw new NodeFailedException("the folder of sqld cannot be read", e);
    }
  }
}
