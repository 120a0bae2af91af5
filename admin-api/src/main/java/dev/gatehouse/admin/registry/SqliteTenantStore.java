package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A {@link TenantStore} in a table of an SQLite file. */
final class SqliteTenantStore implements TenantStore {
  private static final String ADD =
      "INSERT INTO namespace ("
          + TenantRows.COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (name) WHERE state <> 'GONE' DO NOTHING";
  private static final String UPDATE =
      "UPDATE namespace SET ("
          + TenantRows.CHANGING
          + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " WHERE id = ? AND version = ? AND state <> 'GONE'";
  private static final String BURY =
      "UPDATE namespace SET state = 'GONE', owner = NULL, email = NULL, suspended_reason = NULL,"
          + " trashed_until = NULL, updated_at = ? WHERE id = ? AND state <> 'GONE'";
  static final String FIND =
      "SELECT " + TenantRows.COLUMNS + " FROM namespace WHERE name = ? AND state <> 'GONE'";
  static final String UNFINISHED =
      "SELECT "
          + TenantRows.COLUMNS
          + " FROM namespace WHERE state IN ('CREATING', 'DELETING') AND state <> 'GONE'";
  static final String TRASHED =
      "SELECT "
          + TenantRows.COLUMNS
          + " FROM namespace WHERE state = 'TRASHED' AND trashed_until <= ?"
          + " ORDER BY trashed_until LIMIT ?";
  private static final String RENAME =
      "UPDATE namespace SET name = ? WHERE id = ? AND version = ? AND state <> 'GONE'";
  private static final String SET_ORIGIN = "UPDATE namespace SET origin = ? WHERE id = ?";
  private static final String ORIGIN = "SELECT coalesce(origin, id) FROM namespace WHERE id = ?";
  private static final String LIVING =
      "SELECT 1 FROM namespace WHERE id = ? AND version = ? AND state <> 'GONE'";
  private static final String GIVEN = "SELECT id FROM namespace WHERE id = ?";
  private static final String GONE = GIVEN + " AND state = 'GONE'";

  private final RegistryFile file;

  SqliteTenantStore(RegistryFile file) {
    this.file = file;
  }

  @Override
  public boolean add(TenantEntry entry) {
    return 1 == file.change(ADD, row -> TenantRows.bindAll(row, entry));
  }

  @Override
  public Optional<TenantEntry> find(Namespace namespace) {
    return read(FIND, row -> row.setString(1, namespace.name())).stream().findFirst();
  }

  @Override
  public List<TenantEntry> page(TenantQuery query) {
    var page = TenantPageSql.of(query);
    return read(
        page.sql(),
        row -> {
          int column = 1;
          for (String value : page.values()) {
            row.setString(column++, value);
          }
          row.setInt(column, query.entriesMax());
        });
  }

  @Override
  public List<TenantEntry> unfinished() {
    return read(UNFINISHED, row -> {});
  }

  @Override
  public List<TenantEntry> trashedUntil(Instant time, int entriesMax) {
    return read(
        TRASHED,
        row -> {
          row.setLong(1, time.toEpochMilli());
          row.setInt(2, entriesMax);
        });
  }

  @Override
  public Set<NamespaceId> gone(Collection<NamespaceId> ids) {
    return those(ids, GONE);
  }

  @Override
  public Set<NamespaceId> given(Collection<NamespaceId> ids) {
    return those(ids, GIVEN);
  }

  private Set<NamespaceId> those(Collection<NamespaceId> ids, String sql) {
    var found = new HashSet<NamespaceId>();
    for (NamespaceId id : ids) {
      found.addAll(file.read(sql, row -> row.setString(1, id.value()), row -> id));
    }
    return found;
  }

  @Override
  public boolean update(TenantEntry next) {
    return 1 == file.change(UPDATE, row -> bindUpdate(row, next));
  }

  private static void bindUpdate(PreparedStatement row, TenantEntry next) throws SQLException {
    TenantRows.bindChanging(row, next);
    row.setString(TenantRows.CHANGING_COUNT + 1, next.id().value());
    row.setLong(TenantRows.CHANGING_COUNT + 2, next.revision().version() - 1);
  }

  @Override
  public NamespaceId origin(NamespaceId id) {
    return file
        .read(ORIGIN, row -> row.setString(1, id.value()), row -> new NamespaceId(row.getString(1)))
        .stream()
        .findFirst()
        .orElse(id);
  }

  @Override
  public boolean supersede(Optional<TenantEntry> leaving, TenantEntry coming, NamespaceId origin) {
    return file.<Boolean>inTransaction(
        transaction -> {
          boolean isFree =
              leaving.isPresent()
                  ? isAt(transaction, leaving.get())
                  : transaction
                      .read(
                          FIND,
                          row -> row.setString(1, coming.namespace().name()),
                          TenantRows::entry)
                      .isEmpty();
          if (!isFree || !isAt(transaction, coming)) {
            return false;
          }
          if (leaving.isPresent()) {
            move(transaction, leaving.get());
          }
          move(transaction, coming);
          var _ =
              transaction.change(
                  SET_ORIGIN,
                  row -> {
                    row.setString(1, origin.value());
                    row.setString(2, coming.id().value());
                  });
          return true;
        });
  }

  private static boolean isAt(RegistryFile.Transaction transaction, TenantEntry next)
      throws SQLException {
    return !transaction
        .read(
            LIVING,
            row -> {
              row.setString(1, next.id().value());
              row.setLong(2, next.revision().version() - 1);
            },
            row -> true)
        .isEmpty();
  }

  private static void move(RegistryFile.Transaction transaction, TenantEntry next)
      throws SQLException {
    int moved = transaction.change(UPDATE, row -> bindUpdate(row, next));
    moved +=
        transaction.change(
            RENAME,
            row -> {
              row.setString(1, next.namespace().name());
              row.setString(2, next.id().value());
              row.setLong(3, next.revision().version());
            });
    if (moved != 2) {
      throw new SQLException("a namespace is not where it was");
    }
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
    return file.read(sql, binding, TenantRows::entry);
  }
}
