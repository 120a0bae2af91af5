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

  private DumpWriter(Writer out) {
    this.out = out;
  }

  public static void write(SqlSession session, Writer out) throws IOException {
    out.write("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n");
    try {
      DatabaseCopy.copy(SqlSessionSource.begin(session), new DumpWriter(out));
    } catch (LoadException e) {
      throw new IOException("a dump cannot be written: " + e.reason(), e);
    }
    out.write("COMMIT;\n");
    out.flush();
  }

  @Override
  public void statement(String sql) throws IOException {
    out.write(sql);
    out.write(";\n");
  }

  @Override
  public void row(String table, List<String> columns, List<@Nullable Object> values)
      throws IOException {
    out.write("INSERT INTO ");
    out.write(SqlText.name(table));
    out.write(
        columns.stream().map(SqlText::name).collect(Collectors.joining(",", "(", ") VALUES(")));
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.write(SqlText.literal(values.get(i)));
    }
    out.write(");\n");
  }
}
