package dev.gatehouse.admin.load;

import dev.gatehouse.admin.load.SqlText.RawText;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.sqld.SqlStatement;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A namespace as a {@link ContentSource}.
 *
 * <p>Over the wire, texts that are not Unicode break the answer, and infinities lose their sign. So
 * texts travel as bytes, and last comes a text with one letter for the type of each column.
 */
final class SqlSessionSource implements ContentSource {
  /** SQLite bounds the depth of an expression. */
  private static final int TYPES_PER_COLUMN = 200;

  private static final char TEXT = 't';
  private static final char MINUS_INFINITY = '-';

  private final SqlSession session;
  private final Charset charset;

  private SqlSessionSource(SqlSession session, Charset charset) {
    this.session = session;
    this.charset = charset;
  }

  /** Begins a transaction on the session: all that is read is of one moment. */
  static SqlSessionSource begin(SqlSession session) throws IOException {
    // A transaction sees its moment from its first read on.
    var begun =
        session.run(
            List.of(
                new SqlStatement("BEGIN"),
                new SqlStatement("SELECT count(*) FROM sqlite_schema"),
                new SqlStatement("SELECT encoding FROM pragma_encoding")));
    Object encoding = begun.getLast().rows().getFirst().getFirst();
    Charset charset =
        switch (String.valueOf(encoding)) {
          case "UTF-16le" -> StandardCharsets.UTF_16LE;
          case "UTF-16be" -> StandardCharsets.UTF_16BE;
          default -> StandardCharsets.UTF_8;
        };
    return new SqlSessionSource(session, charset);
  }

  @Override
  public List<List<@Nullable Object>> ask(String sql) throws IOException {
    return session.run(List.of(new SqlStatement(sql))).getFirst().rows();
  }

  @Override
  public void rows(String table, List<String> columns, Rows rows) throws IOException {
    var parts = new ArrayList<String>();
    for (String column : columns) {
      String name = SqlText.name(column);
      parts.add("iif(typeof(%s) = 'text', CAST(%s AS BLOB), %s)".formatted(name, name, name));
    }
    for (int from = 0; from < columns.size(); from += TYPES_PER_COLUMN) {
      int to = Math.min(columns.size(), from + TYPES_PER_COLUMN);
      parts.add(
          columns.subList(from, to).stream()
              .map(SqlText::name)
              .map(name -> "iif(%s IS -9e999, '-', substr(typeof(%s), 1, 1))".formatted(name, name))
              .collect(Collectors.joining(" || ")));
    }
    String sql = "SELECT " + String.join(", ", parts) + " FROM " + SqlText.name(table);
    session.read(sql, values -> take(rows, decoded(values, columns.size())));
  }

  private static void take(Rows rows, List<@Nullable Object> values) throws IOException {
    try {
      rows.row(values);
    } catch (LoadException e) {
      throw new IOException(e);
    }
  }

  private List<@Nullable Object> decoded(List<@Nullable Object> values, int columns) {
    var types = new StringBuilder(columns);
    values.subList(columns, values.size()).forEach(types::append);
    var row = new ArrayList<@Nullable Object>(columns);
    for (int i = 0; i < columns; i++) {
      row.add(decoded(values.get(i), types.charAt(i)));
    }
    return row;
  }

  private @Nullable Object decoded(@Nullable Object value, char type) {
    if (type == TEXT && value instanceof byte[] bytes) {
      Object text = SqlText.decoded(bytes, charset);
      return text instanceof RawText && !charset.equals(StandardCharsets.UTF_8)
          ? new String(bytes, charset)
          : text;
    }
    return type == MINUS_INFINITY && value instanceof Double
        ? (Object) Double.NEGATIVE_INFINITY
        : value;
  }
}
