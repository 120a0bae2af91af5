package dev.gatehouse.admin.load;

import dev.gatehouse.sqld.SqlSession;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a namespace as SQL text that SQLite's shell, this program and others load. All of it is of
 * one moment, whatever is written meanwhile: it is read in one transaction, which sqld's own dump
 * does not do.
 */
public final class DumpWriter implements ContentSink {
  private final Writer out;
  private final Summing summing = new Summing();

  private DumpWriter(Writer out) {
    this.out = out;
  }

  /** Writes it, and gives what it comes to. */
  public static ContentSum write(SqlSession session, Writer out) throws IOException {
    out.write("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n");
    var dump = new DumpWriter(out);
    try {
      DatabaseCopy.copy(SqlSessionSource.begin(session), dump);
    } catch (LoadException e) {
      throw new IOException("a dump cannot be written: " + e.reason(), e);
    }
    out.write("COMMIT;\n");
    out.flush();
    return dump.summing.sum();
  }

  /** What the content of a namespace comes to. */
  public static ContentSum sum(SqlSession session) throws IOException {
    return write(session, Writer.nullWriter());
  }

  @Override
  public void statement(String sql) throws IOException {
    summing.statement(sql);
    out.write(sql);
    out.write(";\n");
  }

  @Override
  public void row(String table, List<String> columns, List<@Nullable Object> values)
      throws IOException {
    var row = new StringBuilder("INSERT INTO ");
    row.append(SqlText.name(table));
    row.append(
        columns.stream().map(SqlText::name).collect(Collectors.joining(",", "(", ") VALUES(")));
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        row.append(',');
      }
      row.append(SqlText.literal(values.get(i)));
    }
    String sql = row.append(");\n").toString();
    summing.row(table, sql);
    out.write(sql);
  }
}
