package dev.gatehouse.admin.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** An SQLite file under all stores: one connection that writes, one that reads. */
final class RegistryFile implements AutoCloseable {
  private static final int BUSY_MILLIS = 5_000;

  private final Connection writer;
  private final Connection reader;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();

  private RegistryFile(Connection writer, Connection reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /** Opens the file, makes it where there is none, and brings its schema up to date. */
  static RegistryFile open(Path file) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Connection writer = connect(file, false);
      try {
        Migrations.apply(writer);
        return new RegistryFile(writer, connect(file, true));
      } catch (SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (IOException | SQLException e) {
      throw new RegistryException(file + ": not usable as a registry: " + e.getMessage(), e);
    } catch (RegistryException e) {
      throw new RegistryException(file + ": " + e.getMessage(), e);
    }
  }

  private static Connection connect(Path file, boolean queryOnly) throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
    if (queryOnly) {
      try (var statement = connection.createStatement()) {
        statement.executeUpdate("PRAGMA query_only = ON");
      }
    }
    return connection;
  }

  /** Runs one changing statement in a transaction of its own; says how many rows it changed. */
  int change(String sql, Binding binding) {
    return inTransaction(transaction -> transaction.change(sql, binding));
  }

  /** Runs all of the work in one transaction, or nothing of it where it throws. */
  <T extends @Nullable Object> T inTransaction(Work<T> work) {
    writing.lock();
    try (var statement = writer.createStatement()) {
      statement.executeUpdate("BEGIN IMMEDIATE");
      try {
        T result = work.run(new Transaction(writer));
        statement.executeUpdate("COMMIT");
        return result;
      } catch (SQLException | RuntimeException e) {
        statement.executeUpdate("ROLLBACK");
        throw e;
      }
    } catch (SQLException e) {
      throw new RegistryException("the registry did not take a change: " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }

  <T> List<T> read(String sql, Binding binding, RowReader<T> rowReader) {
    reading.lock();
    try {
      return rows(reader, sql, binding, rowReader);
    } catch (SQLException e) {
      throw new RegistryException("the registry cannot be read: " + e.getMessage(), e);
    } finally {
      reading.unlock();
    }
  }

  private static <T> List<T> rows(
      Connection connection, String sql, Binding binding, RowReader<T> rowReader)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(rowReader.read(rows));
        }
        return found;
      }
    }
  }

  @Override
  public void close() {
    writing.lock();
    reading.lock();
    try (writer;
        reader) {
      // Closing is all
    } catch (SQLException e) {
      throw new RegistryException("the registry did not close: " + e.getMessage(), e);
    } finally {
      reading.unlock();
      writing.unlock();
    }
  }

  /** What may be done between the beginning and the end of a transaction. */
  record Transaction(Connection connection) {
    int change(String sql, Binding binding) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        binding.bind(statement);
        return statement.executeUpdate();
      }
    }

    <T> List<T> read(String sql, Binding binding, RowReader<T> rowReader) throws SQLException {
      return rows(connection, sql, binding, rowReader);
    }
  }

  /** The statements of one transaction. */
  interface Work<T extends @Nullable Object> {
    T run(Transaction transaction) throws SQLException;
  }

  /** Sets the parameters of a statement. */
  interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Makes a value of the row under the cursor. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
