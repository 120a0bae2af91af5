package dev.gatehouse.admin.load;

import dev.gatehouse.admin.load.ShadowTables.Virtual;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies a database from a source to a sink: tables with their rows, then all that hangs on them,
 * so that no trigger runs and every index is built once. Row ids stay as they are.
 */
final class DatabaseCopy {
  private static final String OBJECTS =
      "SELECT type, name, sql FROM sqlite_schema ORDER BY type <> 'table', rowid";
  private static final List<String> ROW_ID_NAMES = List.of("rowid", "_rowid_", "oid");

  private final ContentSource source;
  private final ContentSink sink;
  private final List<Virtual> virtuals = new ArrayList<>();
  private final Set<String> derived = new HashSet<>();

  private DatabaseCopy(ContentSource source, ContentSink sink) {
    this.source = source;
    this.sink = sink;
  }

  static void copy(ContentSource source, ContentSink sink) throws IOException, LoadException {
    new DatabaseCopy(source, sink).run();
  }

  private record Column(String name, boolean isIntegerKey) {}

  private void run() throws IOException, LoadException {
    List<List<@Nullable Object>> objects = source.ask(OBJECTS);
    for (List<@Nullable Object> object : objects) {
      noteDerived(text(object.get(1)), text(object.get(2)));
    }
    boolean hasSequence = false;
    for (List<@Nullable Object> object : objects) {
      String name = text(object.get(1));
      String sql = text(object.get(2));
      if (name.equals("sqlite_sequence")) {
        hasSequence = true;
      } else if (text(object.getFirst()).equals("table") && !isInternal(name)) {
        table(name, sql);
      }
    }
    if (hasSequence) {
      sink.statement("DELETE FROM sqlite_sequence");
      rows("sqlite_sequence", List.of("name", "seq"));
    }
    for (List<@Nullable Object> object : objects) {
      String sql = text(object.get(2));
      if (!text(object.getFirst()).equals("table") && !sql.isEmpty()) {
        sink.statement(sql);
      }
    }
    sink.statement(
        "PRAGMA user_version = "
            + source.ask("SELECT user_version FROM pragma_user_version").getFirst().getFirst());
  }

  /** The content of vector indices is made again by their CREATE INDEX. */
  private void noteDerived(String name, String sql) {
    if (sql.toLowerCase(Locale.ROOT).contains("libsql_vector_idx")) {
      derived.add(name.toLowerCase(Locale.ROOT) + "_shadow");
      derived.add("libsql_vector_meta_shadow");
    }
  }

  private boolean isInternal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("sqlite_")
        || lower.startsWith("_litestream_")
        || derived.contains(lower);
  }

  private void table(String name, String sql) throws IOException, LoadException {
    Optional<Virtual> virtual = ShadowTables.createdBy(sql);
    if (virtual.isPresent()) {
      sink.statement(sql);
      virtuals.add(virtual.get());
      return;
    }
    boolean isShadow = virtuals.stream().anyMatch(each -> each.owns(name));
    sink.statement(isShadow ? "DELETE FROM " + SqlText.name(name) : sql);
    rows(name, columns(name));
  }

  private List<String> columns(String table) throws IOException {
    var columns = new ArrayList<Column>();
    int keys = 0;
    // Columns that are computed cannot be written.
    for (List<@Nullable Object> column :
        source.ask(
            "SELECT name, upper(type), pk, hidden FROM pragma_table_xinfo("
                + SqlText.text(table)
                + ")")) {
      boolean isKey = !Long.valueOf(0).equals(column.get(2));
      keys += isKey ? 1 : 0;
      if (Long.valueOf(0).equals(column.get(3))) {
        columns.add(
            new Column(text(column.getFirst()), isKey && text(column.get(1)).equals("INTEGER")));
      }
    }
    boolean isAlias = keys == 1 && columns.stream().anyMatch(Column::isIntegerKey);
    List<String> names = new ArrayList<>(columns.stream().map(Column::name).toList());
    if (!isAlias && hasRowId(table)) {
      ROW_ID_NAMES.stream()
          .filter(id -> names.stream().noneMatch(id::equalsIgnoreCase))
          .findFirst()
          .ifPresent(names::addFirst);
    }
    return names;
  }

  private boolean hasRowId(String table) throws IOException {
    return source
        .ask("SELECT 1 FROM pragma_index_info(" + SqlText.text(table) + ") LIMIT 1")
        .isEmpty();
  }

  private void rows(String table, List<String> columns) throws IOException, LoadException {
    source.rows(table, columns, values -> sink.row(table, columns, values));
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
