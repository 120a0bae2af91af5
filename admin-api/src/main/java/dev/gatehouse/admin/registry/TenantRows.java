package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.Quota;
import dev.gatehouse.tenancy.TenantRecord;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How an entry lies in a row of the table {@code namespace}. */
final class TenantRows {
  /** The columns that change, in the order in which {@link #bindChanging} sets them. */
  static final String CHANGING =
      "state, owner, email, plan, is_protected, per_second_max, per_minute_max, concurrent_max,"
          + " schema_set, schema_version, suspended_reason, trashed_until, version, updated_at,"
          + " rows_read_max, rows_written_max, storage_bytes_max";

  static final int CHANGING_COUNT = 17;
  static final String COLUMNS = CHANGING + ", id, name, node, epoch, created_at";

  private static final long UNBOUNDED = -1;

  private TenantRows() {}

  static void bindChanging(PreparedStatement row, TenantEntry entry) throws SQLException {
    Optional<Limits> limits = entry.tenant().limits();
    row.setString(1, entry.state().name());
    row.setString(2, entry.owner().user().orElse(null));
    row.setString(3, entry.owner().email().orElse(null));
    row.setString(4, entry.profile().plan().orElse(null));
    row.setInt(5, entry.profile().isProtected() ? 1 : 0);
    row.setObject(6, limits.map(Limits::perSecondMax).orElse(null));
    row.setObject(7, limits.map(Limits::perMinuteMax).orElse(null));
    row.setObject(8, limits.map(Limits::concurrentMax).orElse(null));
    row.setString(9, entry.schema().set().orElse(null));
    row.setInt(10, entry.schema().version());
    row.setString(11, entry.standing().suspendedReason().orElse(null));
    bindTime(row, 12, entry.standing().trashedUntil());
    row.setLong(13, entry.revision().version());
    row.setLong(14, entry.updatedAt().toEpochMilli());
    Optional<Quota> quota = entry.tenant().quota();
    row.setObject(15, quota.map(own -> own.rowsReadMax().orElse(UNBOUNDED)).orElse(null));
    row.setObject(16, quota.map(own -> own.rowsWrittenMax().orElse(UNBOUNDED)).orElse(null));
    row.setObject(17, quota.map(own -> own.storageBytesMax().orElse(UNBOUNDED)).orElse(null));
  }

  static void bindAll(PreparedStatement row, TenantEntry entry) throws SQLException {
    bindChanging(row, entry);
    row.setString(18, entry.id().value());
    row.setString(19, entry.namespace().name());
    row.setString(20, entry.tenant().node().name());
    row.setLong(21, entry.epoch());
    row.setLong(22, entry.createdAt().toEpochMilli());
  }

  static void bindTime(PreparedStatement row, int column, Optional<Instant> time)
      throws SQLException {
    if (time.isPresent()) {
      row.setLong(column, time.get().toEpochMilli());
    } else {
      row.setNull(column, Types.INTEGER);
    }
  }

  static TenantEntry entry(ResultSet row) throws SQLException {
    var tenant =
        new TenantRecord(
            new Namespace(row.getString("name")),
            new NamespaceId(row.getString("id")),
            new NodeId(row.getString("node")),
            Lifecycle.valueOf(row.getString("state")),
            Optional.empty(),
            limits(row),
            quota(row));
    var owner = new Owner(text(row, "owner"), text(row, "email"));
    return new TenantEntry(
        tenant,
        new Profile(owner, text(row, "plan"), row.getInt("is_protected") == 1),
        new SchemaState(text(row, "schema_set"), row.getInt("schema_version")),
        new Standing(text(row, "suspended_reason"), time(row, "trashed_until")),
        new Revision(
            row.getLong("version"),
            row.getLong("epoch"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            Instant.ofEpochMilli(row.getLong("updated_at"))));
  }

  private static Optional<Limits> limits(ResultSet row) throws SQLException {
    int perSecondMax = row.getInt("per_second_max");
    if (row.wasNull()) {
      return Optional.empty();
    }
    return Optional.of(
        new Limits(perSecondMax, row.getInt("per_minute_max"), row.getInt("concurrent_max")));
  }

  private static Optional<Quota> quota(ResultSet row) throws SQLException {
    OptionalLong rowsReadMax = bound(row, "rows_read_max");
    if (row.wasNull()) {
      return Optional.empty();
    }
    return Optional.of(
        new Quota(rowsReadMax, bound(row, "rows_written_max"), bound(row, "storage_bytes_max")));
  }

  private static OptionalLong bound(ResultSet row, String column) throws SQLException {
    long max = row.getLong(column);
    return max == UNBOUNDED ? OptionalLong.empty() : OptionalLong.of(max);
  }

  static Optional<String> text(ResultSet row, String column) throws SQLException {
    @Nullable String value = row.getString(column);
    return Optional.ofNullable(value);
  }

  static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
