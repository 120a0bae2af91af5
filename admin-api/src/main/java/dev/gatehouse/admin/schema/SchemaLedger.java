package dev.gatehouse.admin.schema;

import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.sqld.SqlStatement;
import dev.gatehouse.sqld.SqldException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table inside a namespace that says which migrations it has. */
final class SchemaLedger {
  private static final String EXISTS =
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '_gatehouse_schema'";
  private static final String READ =
      "SELECT version, name, checksum, applied_at FROM _gatehouse_schema ORDER BY version";
  private static final String MAKE =
      "CREATE TABLE IF NOT EXISTS _gatehouse_schema (version INTEGER PRIMARY KEY,"
          + " name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)";
  private static final String ADD =
      "INSERT INTO _gatehouse_schema (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)";

  private SchemaLedger() {}

  static List<AppliedMigration> read(SqlSession session) throws SqldException {
    Object tables =
        session.run(List.of(new SqlStatement(EXISTS))).getFirst().rows().getFirst().getFirst();
    if (!Long.valueOf(1).equals(tables)) {
      return List.of();
    }
    var applied = new ArrayList<AppliedMigration>();
    for (List<@Nullable Object> row :
        session.run(List.of(new SqlStatement(READ))).getFirst().rows()) {
      int version = row.getFirst() instanceof Long number ? Math.toIntExact(number) : 0;
      applied.add(
          new AppliedMigration(
              version,
              String.valueOf(row.get(1)),
              String.valueOf(row.get(2)),
              String.valueOf(row.get(3))));
    }
    return applied;
  }

  /** What writes one line, within the transaction of the migration. */
  static List<SqlStatement> adding(Migration migration, Instant at) {
    return List.of(
        new SqlStatement(MAKE),
        new SqlStatement(
            ADD,
            List.of(
                (long) migration.version(),
                migration.name(),
                migration.checksum(),
                at.toString())));
  }
}
