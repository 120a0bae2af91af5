package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link TenantStore} in a table of an SQLite file. */
final class SqliteTenantStore implements TenantStore {
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

  private final RegistryFile file;

  SqliteTenantStore(RegistryFile file) {
    this.file = file;
  }

  @Override
  public boolean add(TenantEntry entry) {
    TenantRecord tenant = entry.tenant();
    return 1
        == file.change(
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
        == file.change(
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
        == file.change(
            BURY,
            row -> {
              row.setLong(1, at.toEpochMilli());
              row.setString(2, id.value());
            });
  }

  private List<TenantEntry> read(String sql, RegistryFile.Binding binding) {
    return file.read(sql, binding, SqliteTenantStore::entry);
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
}
