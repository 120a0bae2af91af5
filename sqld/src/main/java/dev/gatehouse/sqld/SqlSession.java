package dev.gatehouse.sqld;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one namespace, on which transactions span calls. sqld ends it, and rolls back,
 * when it is idle for ten seconds. Not safe for many threads.
 */
public interface SqlSession extends AutoCloseable {

  /**
   * Runs the statements one after the other until one is refused.
   *
   * @throws SqldSqlException where one is refused, with its position in this list
   */
  List<SqlResult> run(List<SqlStatement> statements) throws SqldException;

  /** Runs one statement and hands over its rows while they arrive. */
  void read(String sql, RowConsumer rows) throws IOException;

  /** Ends the connection, and what was not committed with it. */
  @Override
  void close();

  /** Takes one row: null, Long, Double, String or byte[] per column. */
  interface RowConsumer {
    void row(List<@Nullable Object> values) throws IOException;
  }
}
