package dev.gatehouse.admin.load;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is in a database, in short: equal sums mean equal content.
 *
 * @param schema a digest of all that is not rows, in whatever order it was made
 * @param tables the rows of each table
 */
public record ContentSum(String schema, SortedMap<String, Rows> tables) {

  public ContentSum {
    tables = new TreeMap<>(tables);
  }

  /**
   * The rows of one table.
   *
   * @param count how many
   * @param digest of all of them, in their order
   */
  public record Rows(long count, String digest) {}

  /** How many rows there are in all tables. */
  public long rows() {
    return tables.values().stream().mapToLong(Rows::count).sum();
  }

  /** In what another content differs from this one, in words; empty where it does not. */
  public String differenceTo(ContentSum other) {
    if (!schema.equals(other.schema)) {
      return "the schema differs";
    }
    for (Map.Entry<String, Rows> table : tables.entrySet()) {
      Rows theirs = other.tables.get(table.getKey());
      if (!table.getValue().equals(theirs)) {
        return "the table %s has %d rows, and %s"
            .formatted(
                table.getKey(),
                table.getValue().count(),
                theirs == null
                    ? "is missing"
                    : theirs.count() == table.getValue().count()
                        ? "they differ"
                        : "then " + theirs.count());
      }
    }
    return tables.size() == other.tables.size() ? "" : "there are more tables";
  }
}
