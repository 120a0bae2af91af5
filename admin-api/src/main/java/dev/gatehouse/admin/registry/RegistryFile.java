package dev.gatehouse.admin.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/**
 * An SQLite file under all stores: one connection that writes, one that reads.
 *
 * <p>Both are for the very file that was opened. While it is not in its place nothing is read or
 * written: what a file without a name takes would be lost.
 */
final class RegistryFile implements AutoCloseable {
  private static final Duration WRITE_WAIT = Duration.ofSeconds(5);
  private static final Duration BUSY_PAUSE = Duration.ofMillis(10);

  /** SQLite itself waits no longer: a thread that waits in it holds its carrier. */
  private static final int BUSY_MILLIS = 20;

  private final Path path;
  private final Optional<Object> identity;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();
  private @Nullable Connection writer;
  private @Nullable Connection reader;
  private boolean closed;

  private RegistryFile(Path path, Connection writer) throws IOException {
    this.path = path;
    this.identity = identityOf(path);
    this.writer = writer;
  }

  /** Opens the file, makes it where there is none, and brings its schema up to date. */
  static RegistryFile open(Path file) {
    try {
      Path path = file.toAbsolutePath();
      Path parent = path.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Connection writer = connect(path, config());
      try {
        Migrations.apply(writer);
        return new RegistryFile(path, writer);
      } catch (IOException | SQLException | RuntimeException e) {
        writer.close();
        throw e;
      }
    } catch (IOException | SQLException e) {
      throw new RegistryException(file + ": not usable as a registry: " + e.getMessage(), e);
    } catch (RegistryException e) {
      throw new RegistryException(file + ": " + e.getMessage(), e);
    }
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    return config;
  }

  private static Connection connect(Path path, SQLiteConfig config) throws SQLException {
    return config.createConnection("jdbc:sqlite:" + path);
  }

  /** A connection to the file that is there; makes none. */
  private Connection connectAgain() throws SQLException {
    if (closed) {
      throw new SQLException("it is closed");
    }
    SQLiteConfig config = config();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return connect(path, config);
  }

  private static Optional<Object> identityOf(Path path) throws IOException {
    return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
  }

  private void requireInPlace() throws SQLException {
    try {
      if (!identityOf(path).equals(identity)) {
        throw new SQLException("another file has taken its place");
      }
    } catch (IOException e) {
      throw new SQLException("its file is not there", e);
    }
  }

  /** Runs one changing statement in a transaction of its own; says how many rows it changed. */
  int change(String sql, Binding binding) {
    return inTransaction(transaction -> transaction.change(sql, binding));
  }

  /** Runs all of the work in one transaction, or nothing of it where it throws. */
  <T extends @Nullable Object> T inTransaction(Work<T> work) {
    long end = System.nanoTime() + WRITE_WAIT.toNanos();
    try {
      if (!writing.tryLock(WRITE_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new RegistryException("the registry did not take a change: others wait for it");
      }
      try {
        return inTransaction(work, end);
      } finally {
        writing.unlock();
      }
    } catch (SQLException e) {
      throw new RegistryException("the registry did not take a change: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException("the registry was not waited for", e);
    }
  }

  private <T extends @Nullable Object> T inTransaction(Work<T> work, long endNanos)
      throws SQLException, InterruptedException {
    requireInPlace();
    Connection connection = writer == null ? connectAgain() : writer;
    writer = connection;
    try (var statement = connection.createStatement()) {
      begin(statement, endNanos);
      try {
        T result = work.run(new Transaction(connection));
        statement.executeUpdate("COMMIT");
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(statement, e);
        throw e;
      }
    }
  }

  private static void begin(Statement statement, long endNanos)
      throws SQLException, InterruptedException {
    while (true) {
      try {
        statement.executeUpdate("BEGIN IMMEDIATE");
        return;
      } catch (SQLException e) {
        boolean busy = (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
        if (!busy || System.nanoTime() - endNanos >= 0) {
          throw e;
        }
        Thread.sleep(BUSY_PAUSE);
      }
    }
  }

  /** A connection that cannot even do that is not used again. */
  private void rollBack(Statement statement, Exception cause) {
    try {
      statement.executeUpdate("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
      discard(writer);
      writer = null;
    }
  }

  <T> List<T> read(String sql, Binding binding, RowReader<T> rowReader) {
    reading.lock();
    try {
      requireInPlace();
      Connection connection = reader == null ? readOnly(connectAgain()) : reader;
      reader = connection;
      return rows(connection, sql, binding, rowReader);
    } catch (SQLException e) {
      // What it has in its memory may be of a file that was damaged.
      discard(reader);
      reader = null;
      throw new RegistryException("the registry cannot be read: " + e.getMessage(), e);
    } finally {
      reading.unlock();
    }
  }

  private static Connection readOnly(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA query_only = ON");
      return connection;
    } catch (SQLException e) {
      discard(connection);
      throw e;
    }
  }

  /** Copies all of it, as it is at one moment, into a new file. */
  void copyTo(Path target) {
    try {
      requireInPlace();
      try (Connection connection = connectAgain();
          PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
        copy.setString(1, target.toString());
        copy.execute();
      }
    } catch (SQLException e) {
      throw new RegistryException("the registry cannot be copied: " + e.getMessage(), e);
    }
  }

  private static void discard(@Nullable Connection connection) {
    try (connection) {
      // Closing is all
    } catch (SQLException e) {
      // It is of no use any more.
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
    closed = true;
    Connection lastWriter = writer;
    Connection lastReader = reader;
    writer = null;
    reader = null;
    try (lastWriter;
        lastReader) {
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
