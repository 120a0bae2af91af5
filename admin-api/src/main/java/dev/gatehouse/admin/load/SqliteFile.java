package dev.gatehouse.admin.load;

import dev.gatehouse.admin.load.SqlText.RawText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * An SQLite file that came from outside: read only, never written or waited for, with nothing of
 * its schema trusted, and only after SQLite found it whole.
 */
public final class SqliteFile implements AutoCloseable, ContentSource {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECK_SECONDS_MAX = 300;

  private final Connection connection;
  private final boolean isUtf8;

  private SqliteFile(Connection connection, boolean isUtf8) {
    this.connection = connection;
    this.isUtf8 = isUtf8;
  }

  public static SqliteFile open(Path file) throws IOException, LoadException {
    if (!hasMagic(file)) {
      throw new LoadException("this is no SQLite file");
    }
    try {
      Connection connection = connect(file);
      try {
        check(connection);
        return new SqliteFile(connection, "UTF-8".equals(one(connection, "PRAGMA encoding")));
      } catch (SQLException | LoadException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static boolean hasMagic(Path file) throws IOException {
    try (var content = Files.newInputStream(file)) {
      return Arrays.equals(MAGIC, content.readNBytes(MAGIC.length));
    }
  }

  private static Connection connect(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.enableLoadExtension(false);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    Connection connection =
        config.createConnection("jdbc:sqlite:" + file.toUri().toString() + "?immutable=1");
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON");
      statement.execute("PRAGMA mmap_size = 0");
      statement.execute("PRAGMA query_only = ON");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  private static void check(Connection connection) throws SQLException, LoadException {
    String verdict = one(connection, "PRAGMA integrity_check(1)");
    if (!verdict.equals("ok")) {
      throw new LoadException("the SQLite file is damaged: " + verdict);
    }
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(CHECK_SECONDS_MAX);
      try (ResultSet rows = statement.executeQuery(sql)) {
        return rows.next() ? String.valueOf(rows.getString(1)) : "";
      }
    }
  }

  private static LoadException unreadable(SQLException e) {
    return new LoadException("the SQLite file cannot be read: " + e.getMessage());
  }

  /** Adds all that is in the file. */
  public void loadInto(Loading loading) throws IOException, LoadException {
    DatabaseCopy.copy(this, new LoadingSink(loading));
  }

  @Override
  public List<List<@Nullable Object>> ask(String sql) throws IOException {
    var found = new ArrayList<List<@Nullable Object>>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        found.add(row(rows, columns));
      }
      return found;
    } catch (SQLException e) {
      throw new IOException("the SQLite file cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void rows(String table, List<String> columns, Rows rows)
      throws IOException, LoadException {
    String names = columns.stream().map(SqlText::name).collect(Collectors.joining(", "));
    String sql = "SELECT " + names + " FROM " + SqlText.name(table);
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        rows.row(row(found, columns.size()));
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private List<@Nullable Object> row(ResultSet rows, int columns) throws SQLException {
    var values = new ArrayList<@Nullable Object>(columns);
    for (int i = 1; i <= columns; i++) {
      values.add(value(rows, i));
    }
    return values;
  }

  private @Nullable Object value(ResultSet rows, int column) throws SQLException {
    Object value = rows.getObject(column);
    return switch (value) {
      case Integer number -> number.longValue();
      case String text -> isUtf8 ? exact(text, rows.getBytes(column)) : text;
      case null, default -> value;
    };
  }

  /** The driver puts a question mark for what is no Unicode; the bytes tell. */
  private static Object exact(String text, byte[] bytes) {
    return SqlText.decoded(bytes, StandardCharsets.UTF_8) instanceof RawText raw ? raw : text;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("a read-only file does not close", e);
    }
  }
}
