package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** A {@link TenantStore} in one SQLite file: one connection that writes, one that reads. */
public final class SqliteTenantStore implements TenantStore {
  private static final int BUSY_MILLIS = 5_000;

  /** Sorts behind every character that a name may hold. */
  private static final String BEHIND_ALL_NAMES = "~";

  private static final String COLUMNS =
      "id, name, node, state, owner, email, per_second_max, per_minute_max, concurrent_max,"
          + " epoch, created_at, updated_at";
  private static final String ADD =
      "INSERT INTO namespace ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (name) WHERE state <> 'GONE' DO NOTHING";
  private static final String MOVE =
      "UPDATE namespace SET state = ?, updated_at = ? WHERE id = ? AND state = ?";
  private static final String BURY =
      "UPDATE namespace SET state = 'GONE', owner = NULL, email = NULL, updated_at = ?"
          + " WHERE id = ? AND state <> 'GONE'";
  static final String FIND =
      "SELECT " + COLUMNS + " FROM namespace WHERE name = ? AND state <> 'GONE'";
  static final String PAGE =
      "SELECT "
          + COLUMNS
          + " FROM namespace WHERE state <> 'GONE'"
          + " AND name > ? AND name >= ? AND name < ? ORDER BY name LIMIT ?";
  static final String UNFINISHED =
      "SELECT " + COLUMNS + " FROM namespace WHERE state IN ('CREATING', 'DELETING')";

  private final Connection writer;
  private final Connection reader;
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock reading = new ReentrantLock();

  private SqliteTenantStore(Connection writer, Connection reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /** Opens the file, makes it where there is none, and brings its schema up to date. */
  public static SqliteTenantStore open(Path file) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Connection writer = connect(file, false);
      try {
        Migrations.apply(writer);
        return new SqliteTenantStore(writer, connect(file, true));
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

  @Override
  public boolean add(TenantEntry entry) {
    TenantRecord tenant = entry.tenant();
    return 1
        == write(
            ADD,
            row -> {
              row.setString(1, tenant.id().value());
              row.setString(2, tenant.namespace().name());
              row.setString(3, tenant.node().name());
              row.setString(4, tenant.state().name());
              row.setString(5, entry.owner().user().orElse(null));
              row.setString(6, entry.owner().email().orElse(null));
              row.setObject(7, tenant.limits().map(Limits::perSecondMax).orElse(null));
              row.setObject(8, tenant.limits().map(Limits::perMinuteMax).orElse(null));
              row.setObject(9, tenant.limits().map(Limits::concurrentMax).orElse(null));
              row.setLong(10, entry.epoch());
              row.setLong(11, entry.createdAt().toEpochMilli());
              row.setLong(12, entry.updatedAt().toEpochMilli());
            });
  }

  @Override
  public Optional<TenantEntry> find(Namespace namespace) {
    return read(FIND, row -> row.setString(1, namespace.name())).stream().findFirst();
  }

  @Override
  public List<TenantEntry> page(TenantQuery query) {
    return read(
        PAGE,
        row -> {
          row.setString(1, query.after().map(Namespace::name).orElse(""));
          row.setString(2, query.prefix());
          row.setString(3, query.prefix() + BEHIND_ALL_NAMES);
          row.setInt(4, query.entriesMax());
        });
  }

  @Override
  public List<TenantEntry> unfinished() {
    return read(UNFINISHED, row -> {});
  }

  @Override
  public boolean move(NamespaceId id, Lifecycle source, Lifecycle target, Instant at) {
    return 1
        == write(
            MOVE,
            row -> {
              row.setString(1, target.name());
              row.setLong(2, at.toEpochMilli());
              row.setString(3, id.value());
              row.setString(4, source.name());
            });
  }

  @Override
  public boolean bury(NamespaceId id, Instant at) {
    return 1
        == write(
            BURY,
            row -> {
              row.setLong(1, at.toEpochMilli());
              row.setString(2, id.value());
            });
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

  private int write(String sql, Binding binding) {
    writing.lock();
    try (PreparedStatement statement = writer.prepareStatement(sql)) {
      binding.bind(statement);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new RegistryException("the registry did not take a change: " + e.getMessage(), e);
    } finally {
      writing.unlock();
    }
  }

  private List<TenantEntry> read(String sql, Binding binding) {
    reading.lock();
    try (PreparedStatement statement = reader.prepareStatement(sql)) {
      binding.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        var entries = new ArrayList<TenantEntry>();
        while (rows.next()) {
          entries.add(entry(rows));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw new RegistryException("the registry cannot be read: " + e.getMessage(), e);
    } finally {
      reading.unlock();
    }
  }

  private static TenantEntry entry(ResultSet row) throws SQLException {
    var tenant =
        new TenantRecord(
            new Namespace(row.getString("name")),
            new NamespaceId(row.getString("id")),
            new NodeId(row.getString("node")),
            Lifecycle.valueOf(row.getString("state")),
            limits(row));
    return new TenantEntry(
        tenant,
        new Owner(text(row, "owner"), text(row, "email")),
        row.getLong("epoch"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")));
  }

  private static Optional<Limits> limits(ResultSet row) throws SQLException {
    int perSecondMax = row.getInt("per_second_max");
    if (row.wasNull()) {
      return Optional.empty();
    }
    return Optional.of(
        new Limits(perSecondMax, row.getInt("per_minute_max"), row.getInt("concurrent_max")));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    @Nullable String value = row.getString(column);
    return Optional.ofNullable(value);
  }

  /** Sets the parameters of a statement. */
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }
}
