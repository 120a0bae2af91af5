package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import java.util.ArrayList;
import java.util.List;

/**
 * The statement that reads one page: always along one index that holds the order of names, so that
 * nothing is sorted.
 *
 * @param sql the statement
 * @param values its texts, in order; the size of the page follows them
 */
record TenantPageSql(String sql, List<String> values) {
  /** Sorts behind every character that a name may hold. */
  private static final String BEHIND_ALL_NAMES = "~";

  static TenantPageSql of(TenantQuery query) {
    TenantFilter filter = query.filter();
    var sql = new StringBuilder("SELECT ").append(TenantRows.COLUMNS);
    sql.append(" FROM namespace INDEXED BY ").append(index(filter));
    sql.append(" WHERE state <> 'GONE'");
    var values = new ArrayList<String>();
    filter.owner().ifPresent(owner -> equal("owner", owner, sql, values));
    filter.email().ifPresent(email -> equal("email", email, sql, values));
    filter.plan().ifPresent(plan -> equal("plan", plan, sql, values));
    filter.schemaSet().ifPresent(set -> equal("schema_set", set, sql, values));
    filter.state().ifPresent(state -> equal("state", state.name(), sql, values));
    String after = query.after().map(Namespace::name).orElse("");
    if (after.compareTo(filter.prefix()) >= 0) {
      sql.append(" AND name > ?");
      values.add(after);
    } else {
      sql.append(" AND name >= ?");
      values.add(filter.prefix());
    }
    sql.append(" AND name < ?");
    values.add(filter.prefix() + BEHIND_ALL_NAMES);
    sql.append(" ORDER BY name LIMIT ?");
    return new TenantPageSql(sql.toString(), List.copyOf(values));
  }

  private static void equal(String column, String value, StringBuilder sql, List<String> values) {
    sql.append(" AND ").append(column).append(" = ?");
    values.add(value);
  }

  /** The index that is likely to leave the fewest rows. */
  private static String index(TenantFilter filter) {
    if (filter.owner().isPresent()) {
      return "namespace_owner";
    }
    if (filter.email().isPresent()) {
      return "namespace_email";
    }
    boolean isRareState = filter.state().isPresent() && filter.state().get() != Lifecycle.ACTIVE;
    if (isRareState) {
      return "namespace_state";
    }
    if (filter.plan().isPresent()) {
      return "namespace_plan";
    }
    if (filter.schemaSet().isPresent()) {
      return "namespace_schema";
    }
    return filter.state().isPresent() ? "namespace_state" : "namespace_living";
  }
}
