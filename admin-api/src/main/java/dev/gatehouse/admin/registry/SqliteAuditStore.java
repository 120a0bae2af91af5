package dev.gatehouse.admin.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** An {@link AuditStore} in a table of an SQLite file. */
final class SqliteAuditStore implements AuditStore {
  private static final String COLUMNS = "at, actor, label, action, target, outcome, address";
  private static final String ADD =
      "INSERT INTO audit (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)";
  static final String PAGE =
      "SELECT id, " + COLUMNS + " FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?";
  static final String PAGE_OF_TARGET =
      "SELECT id, " + COLUMNS + " FROM audit WHERE id < ? AND target = ? ORDER BY id DESC LIMIT ?";
  private static final String PRUNE =
      "DELETE FROM audit WHERE id <= (SELECT max(id) FROM audit) - ?";

  private final RegistryFile file;

  SqliteAuditStore(RegistryFile file) {
    this.file = file;
  }

  @Override
  public void add(AuditEntry entry) {
    file.change(
        ADD,
        row -> {
          row.setLong(1, entry.at().toEpochMilli());
          row.setString(2, entry.actor());
          row.setString(3, entry.label());
          row.setString(4, entry.action());
          row.setString(5, entry.target());
          row.setString(6, entry.outcome());
          row.setString(7, entry.address());
        });
  }

  @Override
  public List<AuditEntry> page(AuditQuery query) {
    return file.read(
        query.target().isPresent() ? PAGE_OF_TARGET : PAGE,
        row -> {
          int column = 1;
          row.setLong(column++, query.before().orElse(Long.MAX_VALUE));
          if (query.target().isPresent()) {
            row.setString(column++, query.target().get());
          }
          row.setInt(column, query.entriesMax());
        },
        SqliteAuditStore::entry);
  }

  @Override
  public int prune(long entriesKept) {
    return file.change(PRUNE, row -> row.setLong(1, entriesKept));
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        Instant.ofEpochMilli(row.getLong("at")),
        row.getString("actor"),
        row.getString("label"),
        row.getString("action"),
        row.getString("target"),
        row.getString("outcome"),
        row.getString("address"));
  }
}
