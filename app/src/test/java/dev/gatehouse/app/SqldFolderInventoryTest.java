package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.tenancy.NamespaceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the folder of a managed sqld tells. */
final class SqldFolderInventoryTest {

  @Test
  void countsTheFoldersThatGatehouseCanHaveMade(@TempDir Path folder) throws Exception {
    NamespaceId id = NamespaceId.random();
    for (String name : Set.of(id.value(), "default", "Upper")) {
      Files.createDirectories(folder.resolve("db/dbs").resolve(name));
    }
    assertEquals(Optional.of(Set.of(id)), new SqldFolderInventory(folder, _ -> false).namespaces());
  }

  @Test
  void doesNotCountTheCanary(@TempDir Path folder) throws Exception {
    NamespaceId canary = NamespaceId.random();
    Files.createDirectories(folder.resolve("db/dbs").resolve(canary.value()));
    assertEquals(
        Optional.of(Set.of()), new SqldFolderInventory(folder, canary::equals).namespaces());
  }

  @Test
  void tellsNothingWhereThereIsNoFolder(@TempDir Path folder) throws Exception {
    assertEquals(Optional.empty(), new SqldFolderInventory(folder, _ -> false).namespaces());
  }
}
