package dev.gatehouse.loadtest.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** A lock of an SQLite file that somebody else, such as a careless operator, holds. */
record RegistryLock(Connection connection) implements AutoCloseable {
  private static final int BUSY_MILLIS = 20_000;

  static RegistryLock exclusive(Path file) throws IOException {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (var statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
        statement.execute("BEGIN EXCLUSIVE");
      }
      return new RegistryLock(connection);
    } catch (SQLException e) {
      throw new IOException("cannot lock " + file, e);
    }
  }

  /** Keeps it for so long. */
  void hold(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("cannot unlock the registry", e);
    }
  }
}
