package dev.gatehouse.admin.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  static List<String> readingStatements() {
    var statements = new ArrayList<String>();
    statements.add(SqliteTenantStore.FIND);
    statements.add(SqliteTenantStore.UNFINISHED);
    statements.add(SqliteTenantStore.TRASHED);
    statements.add(SqliteAuditStore.PAGE);
    statements.add(SqliteAuditStore.PAGE_OF_TARGET);
    for (int asked = 0; asked < 128; asked++) {
      var filter =
          new TenantFilter(
              (asked & 1) == 0 ? "" : "a",
              chosen(asked & 2, "ann"),
              chosen(asked & 4, "ann@example.org"),
              chosen(asked & 8, "pro"),
              chosen(asked & 16, "app"),
              chosen(asked & 32, (asked & 64) == 0 ? Lifecycle.ACTIVE : Lifecycle.SUSPENDED));
      for (String after : List.of("", "b")) {
        var query = new TenantQuery(filter, Namespace.parse(after), 100);
        statements.add(TenantPageSql.of(query).sql());
      }
    }
    return statements;
  }

  private static <T> Optional<T> chosen(int bit, T value) {
    return bit == 0 ? Optional.empty() : Optional.of(value);
  }

  @ParameterizedTest
  @MethodSource("readingStatements")
  void readsByIndexAndSortsNothing(String sql, @TempDir Path folder) throws SQLException {
    open(folder).close();
    try (Connection connection = connect(folder.resolve("registry.db"));
        var plan = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
        var rows = plan.executeQuery()) {
      int steps = 0;
      while (rows.next()) {
        String step = rows.getString("detail");
        assertTrue(
            step.matches("SEARCH (namespace|audit) USING (INDEX|INTEGER PRIMARY KEY).*"), step);
        steps++;
      }
      assertEquals(1, steps);
    }
  }

  @Test
  void takesOverTheNamespacesOfTheFirstVersion(@TempDir Path folder) throws Exception {
    NamespaceId id = NamespaceId.random();
    try (Connection connection = connect(folder.resolve("registry.db"));
        var statement = connection.createStatement();
        var first = Migrations.class.getResourceAsStream("/db/V1__namespaces.sql")) {
      statement.executeUpdate(
          new String(Objects.requireNonNull(first).readAllBytes(), StandardCharsets.UTF_8));
      statement.executeUpdate(
          "INSERT INTO namespace VALUES ('%s', 'alpha', 'n', 'ACTIVE', 'ann', 'a@b.c', 1, 2, 3, 4,"
                  .formatted(id)
              + " 1000, 2000)");
      statement.executeUpdate("PRAGMA user_version = 1");
    }
    try (Registry registry = open(folder)) {
      TenantEntry entry = registry.tenants().find(new Namespace("alpha")).orElseThrow();
      assertEquals(id, entry.id());
      assertEquals(Optional.of("ann"), entry.owner().user());
      assertEquals(
          new Revision(1, 4, Instant.ofEpochMilli(1000), Instant.ofEpochMilli(2000)),
          entry.revision());
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
