package dev.gatehouse.admin.load;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database to read, all of it at one moment. */
interface ContentSource {

  /** The rows of a question about the schema. */
  List<List<@Nullable Object>> ask(String sql) throws IOException;

  /** Hands over these columns of all rows of a table. */
  void rows(String table, List<String> columns, Rows rows) throws IOException, LoadException;

  /** Takes one row: null, Long, Double, String, {@link SqlText.RawText} or byte[] per column. */
  interface Rows {
    void row(List<@Nullable Object> values) throws IOException, LoadException;
  }
}
