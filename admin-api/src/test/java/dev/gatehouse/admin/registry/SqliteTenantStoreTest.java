package dev.gatehouse.admin.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store in an SQLite file. */
final class SqliteTenantStoreTest implements TenantStoreContract {

  @Override
  public Registry open(Path folder) {
    return SqliteRegistry.open(folder.resolve("registry.db"));
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  @Test
  void countsItsMigrationsInTheFile(@TempDir Path folder) throws SQLException {
    open(folder).close();
    try (Connection connection = connect(folder.resolve("registry.db"));
        var rows = connection.createStatement().executeQuery("PRAGMA user_version")) {
      assertEquals(Migrations.latest(), rows.getInt(1));
    }
  }

  @Test
  void refusesAFileOfANewerGatehouse(@TempDir Path folder) throws SQLException {
    open(folder).close();
    Path file = folder.resolve("registry.db");
    try (Connection connection = connect(file)) {
      connection.createStatement().executeUpdate("PRAGMA user_version = 99");
    }
    var refused = assertThrows(RegistryException.class, () -> open(folder));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith(file + ": the registry was written by a newer"), message);
    assertTrue(message.contains("version 99"), message);
  }

  @Test
  void refusesAFileThatIsNoDatabase(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("registry.db"), "not a database ".repeat(100));
    var refused = assertThrows(RegistryException.class, () -> open(folder));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.startsWith(file + ": not usable as a registry"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {SqliteTenantStore.FIND, SqliteTenantStore.PAGE, SqliteTenantStore.UNFINISHED})
  void readsByIndex(String sql, @TempDir Path folder) throws SQLException {
    open(folder).close();
    try (Connection connection = connect(folder.resolve("registry.db"));
        var plan = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
        var rows = plan.executeQuery()) {
      while (rows.next()) {
        String step = rows.getString("detail");
        assertTrue(step.startsWith("SEARCH namespace USING INDEX"), step);
      }
    }
  }

  @Test
  void isSharedByTwoProcesses(@TempDir Path folder) {
    try (Registry old = open(folder);
        Registry young = open(folder)) {
      old.tenants().add(TenantStoreContract.entry("alpha", Lifecycle.ACTIVE));
      young.tenants().add(TenantStoreContract.entry("beta", Lifecycle.ACTIVE));
      assertTrue(young.tenants().find(new Namespace("alpha")).isPresent());
      assertTrue(old.tenants().find(new Namespace("beta")).isPresent());
    }
  }
}
