package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.NamespaceId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** A {@link UsageStore} in tables of an SQLite file. */
final class SqliteUsageStore implements UsageStore {
  private static final String ADD =
      "INSERT INTO usage (namespace, month, rows_read, rows_written) VALUES (?, ?, ?, ?)"
          + " ON CONFLICT DO UPDATE SET rows_read = rows_read + excluded.rows_read,"
          + " rows_written = rows_written + excluded.rows_written";
  private static final String COUNT =
      "INSERT INTO metering (namespace, counted_read, counted_written, base_read, base_written)"
          + " VALUES (?, ?, ?, 0, 0)"
          + " ON CONFLICT DO UPDATE SET counted_read = counted_read + excluded.counted_read,"
          + " counted_written = counted_written + excluded.counted_written";
  private static final String FIND =
      "SELECT rows_read, rows_written, storage_bytes FROM usage WHERE namespace = ? AND month = ?";
  private static final String METERED = "SELECT * FROM metering WHERE namespace = ?";
  private static final String LOOKED =
      "INSERT INTO metering (base_read, base_written, last_read, last_written, candidate_read,"
          + " candidate_written, extra_read, extra_written, storage_bytes, namespace)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT DO UPDATE SET base_read = excluded.base_read,"
          + " base_written = excluded.base_written, last_read = excluded.last_read,"
          + " last_written = excluded.last_written, candidate_read = excluded.candidate_read,"
          + " candidate_written = excluded.candidate_written, extra_read = excluded.extra_read,"
          + " extra_written = excluded.extra_written, storage_bytes = excluded.storage_bytes";
  private static final String STORED =
      "UPDATE usage SET storage_bytes = ? WHERE namespace = ? AND month = ?";
  private static final String BLOCK =
      "INSERT INTO metering (namespace, block, is_applied) VALUES (?, ?, ?)"
          + " ON CONFLICT DO UPDATE SET block = excluded.block, is_applied = excluded.is_applied";
  private static final String BLOCKED =
      "SELECT namespace.* FROM metering JOIN namespace ON namespace.id = metering.namespace"
          + " WHERE (block <> 'NONE' OR is_applied = 0) AND metering.namespace > ?"
          + " AND state IN ('ACTIVE', 'SUSPENDED', 'MOVING')"
          + " ORDER BY metering.namespace LIMIT ?";
  private static final String COUNT_BLOCKED =
      "SELECT count(*) FROM metering WHERE (block <> 'NONE' OR is_applied = 0)"
          + " AND block IN (?, 'ALL')";
  private static final String TOLD = "SELECT told FROM usage WHERE namespace = ? AND month = ?";
  private static final String TELL =
      "INSERT INTO usage (namespace, month, told) VALUES (?, ?, ?)"
          + " ON CONFLICT DO UPDATE SET told = told | excluded.told";
  private static final String TOTAL =
      "SELECT count(*) AS namespaces, coalesce(sum(rows_read), 0) AS rows_read,"
          + " coalesce(sum(rows_written), 0) AS rows_written,"
          + " coalesce(sum(storage_bytes), 0) AS storage_bytes FROM usage WHERE month = ?";
  private static final String PRUNE = "DELETE FROM usage WHERE month < ?";
  private static final String PRUNE_GONE =
      "DELETE FROM metering WHERE namespace IN (SELECT id FROM namespace WHERE state = 'GONE')";

  private final RegistryFile file;

  SqliteUsageStore(RegistryFile file) {
    this.file = file;
  }

  @Override
  public void add(Collection<Amount> amounts) {
    int _ =
        file.inTransaction(
            transaction -> {
              for (Amount amount : amounts) {
                add(
                    transaction,
                    amount.id(),
                    amount.month(),
                    amount.rowsRead(),
                    amount.rowsWritten());
                int _ =
                    transaction.change(
                        COUNT,
                        row -> {
                          row.setString(1, amount.id().value());
                          row.setLong(2, amount.rowsRead());
                          row.setLong(3, amount.rowsWritten());
                        });
              }
              return amounts.size();
            });
  }

  private static void add(
      RegistryFile.Transaction transaction,
      NamespaceId id,
      YearMonth month,
      long read,
      long written)
      throws SQLException {
    int _ =
        transaction.change(
            ADD,
            row -> {
              key(row, id, month);
              row.setLong(3, read);
              row.setLong(4, written);
            });
  }

  private static void key(PreparedStatement row, NamespaceId id, YearMonth month)
      throws SQLException {
    row.setString(1, id.value());
    row.setString(2, month.toString());
  }

  @Override
  public Amount of(NamespaceId id, YearMonth month) {
    return file.read(FIND, row -> key(row, id, month), row -> amount(row, id, month)).stream()
        .findFirst()
        .orElse(new Amount(id, month, 0, 0, 0));
  }

  private static Amount amount(ResultSet row, NamespaceId id, YearMonth month) throws SQLException {
    return new Amount(
        id,
        month,
        row.getLong("rows_read"),
        row.getLong("rows_written"),
        row.getLong("storage_bytes"));
  }

  @Override
  public Metered metered(NamespaceId id) {
    return file
        .read(METERED, row -> row.setString(1, id.value()), SqliteUsageStore::metered)
        .stream()
        .findFirst()
        .orElseGet(SqliteUsageStore::fresh);
  }

  private static Metered fresh() {
    var nothing = new Reckoning(0, OptionalLong.of(0), 0, 0, 0);
    return new Metered(nothing, nothing, 0, Block.NONE, true);
  }

  private static Metered metered(ResultSet row) throws SQLException {
    return new Metered(
        reckoning(row, "read"),
        reckoning(row, "written"),
        row.getLong("storage_bytes"),
        Block.valueOf(row.getString("block")),
        row.getInt("is_applied") == 1);
  }

  private static Reckoning reckoning(ResultSet row, String what) throws SQLException {
    long base = row.getLong("base_" + what);
    return new Reckoning(
        row.getLong("counted_" + what),
        row.wasNull() ? OptionalLong.empty() : OptionalLong.of(base),
        row.getLong("last_" + what),
        row.getLong("candidate_" + what),
        row.getLong("extra_" + what));
  }

  @Override
  public void looked(NamespaceId id, YearMonth month, Metered before, Metered after) {
    long read = after.read().extra() - before.read().extra();
    long written = after.written().extra() - before.written().extra();
    int _ =
        file.inTransaction(
            transaction -> {
              add(transaction, id, month, read, written);
              int _ =
                  transaction.change(
                      STORED,
                      row -> {
                        row.setLong(1, after.storageBytes());
                        row.setString(2, id.value());
                        row.setString(3, month.toString());
                      });
              return transaction.change(LOOKED, row -> bind(row, id, after));
            });
  }

  private static void bind(PreparedStatement row, NamespaceId id, Metered after)
      throws SQLException {
    bind(row, 1, after.read());
    bind(row, 2, after.written());
    row.setLong(9, after.storageBytes());
    row.setString(10, id.value());
  }

  private static void bind(PreparedStatement row, int first, Reckoning reckoning)
      throws SQLException {
    if (reckoning.base().isPresent()) {
      row.setLong(first, reckoning.base().getAsLong());
    } else {
      row.setNull(first, Types.INTEGER);
    }
    row.setLong(first + 2, reckoning.last());
    row.setLong(first + 4, reckoning.candidate());
    row.setLong(first + 6, reckoning.extra());
  }

  @Override
  public void block(NamespaceId id, Block block, boolean isApplied) {
    int _ =
        file.change(
            BLOCK,
            row -> {
              row.setString(1, id.value());
              row.setString(2, block.name());
              row.setInt(3, isApplied ? 1 : 0);
            });
  }

  @Override
  public List<TenantEntry> blocked(String afterId, int entriesMax) {
    return file.read(
        BLOCKED,
        row -> {
          row.setString(1, afterId);
          row.setInt(2, entriesMax);
        },
        TenantRows::entry);
  }

  @Override
  public long countBlocked(boolean reads) {
    String kind = (reads ? Block.READS : Block.WRITES).name();
    return file.read(COUNT_BLOCKED, row -> row.setString(1, kind), row -> row.getLong(1))
        .getFirst();
  }

  @Override
  public int tell(NamespaceId id, YearMonth month, int bits) {
    return file.inTransaction(
        transaction -> {
          List<Integer> told =
              transaction.read(TOLD, row -> key(row, id, month), row -> row.getInt(1));
          int missing = bits & ~(told.isEmpty() ? 0 : told.getFirst());
          if (missing != 0) {
            int _ =
                transaction.change(
                    TELL,
                    row -> {
                      key(row, id, month);
                      row.setInt(3, missing);
                    });
          }
          return missing;
        });
  }

  @Override
  public List<Ranked> top(YearMonth month, By by, int entriesMax) {
    return file.read(
        "SELECT name, id, rows_read, rows_written, storage_bytes FROM usage"
            + " JOIN namespace ON namespace.id = usage.namespace WHERE month = ?"
            + " ORDER BY %s DESC, name LIMIT ?".formatted(by.column()),
        row -> {
          row.setString(1, month.toString());
          row.setInt(2, entriesMax);
        },
        row ->
            new Ranked(
                row.getString("name"), amount(row, new NamespaceId(row.getString("id")), month)));
  }

  @Override
  public Total total(YearMonth month) {
    return file.read(
            TOTAL,
            row -> row.setString(1, month.toString()),
            row ->
                new Total(
                    row.getLong("namespaces"),
                    row.getLong("rows_read"),
                    row.getLong("rows_written"),
                    row.getLong("storage_bytes")))
        .getFirst();
  }

  @Override
  public void prune(YearMonth first) {
    int _ = file.change(PRUNE, row -> row.setString(1, first.toString()));
    int _ = file.change(PRUNE_GONE, row -> {});
  }
}
