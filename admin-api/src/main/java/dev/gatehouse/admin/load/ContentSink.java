package dev.gatehouse.admin.load;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the content of a database goes. */
interface ContentSink {

  void statement(String sql) throws IOException, LoadException;

  void row(String table, List<String> columns, List<@Nullable Object> values)
      throws IOException, LoadException;
}
