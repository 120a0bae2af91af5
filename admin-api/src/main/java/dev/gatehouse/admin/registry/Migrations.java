package dev.gatehouse.admin.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The schema of the registry as numbered steps; a file's {@code user_version} counts those done.
 */
final class Migrations {
  private static final List<String> STEPS =
      List.of(
          "V1__namespaces.sql",
          "V2__tenants.sql",
          "V3__tokens.sql",
          "V4__jobs.sql",
          "V5__usage.sql",
          "V6__origins.sql");

  private Migrations() {}

  static int latest() {
    return STEPS.size();
  }

  /** Brings the schema up to date, in one transaction that waits for any other writer. */
  static void apply(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("BEGIN IMMEDIATE");
      try {
        applyMissing(statement);
        statement.executeUpdate("COMMIT");
      } catch (SQLException | RuntimeException e) {
        statement.executeUpdate("ROLLBACK");
        throw e;
      }
    }
  }

  private static void applyMissing(Statement statement) throws SQLException {
    int version = version(statement);
    if (version > latest()) {
      throw new RegistryException(
          "the registry was written by a newer Gatehouse (its schema is version %d, this program"
                  .formatted(version)
              + " knows %d): start that version, or restore an older copy of the file"
                  .formatted(latest()));
    }
    for (String step : STEPS.subList(version, latest())) {
      statement.executeUpdate(text(step));
    }
    statement.executeUpdate("PRAGMA user_version = " + latest());
  }

  private static int version(Statement statement) throws SQLException {
    try (var rows = statement.executeQuery("PRAGMA user_version")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String text(String step) {
    try (var resource = Migrations.class.getResourceAsStream("/db/" + step)) {
      if (resource == null) {
        throw new IllegalStateException("the program lacks its own file db/" + step);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
