package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What the DBeaver driver is asked to do; it speaks the legacy HTTP API. */
final class JdbcChecks {
  private static final String TEXT = "öne 🗝️ '\"\\\n";
  private static final int LARGE = 1_000_000;

  /** The greatest that the driver, which reads numbers as doubles, can hold. */
  private static final long INTEGER = 1L << 53;

  private final Door door;
  private final Connection connection;

  private interface Check {
    void run() throws SQLException;
  }

  private JdbcChecks(Door door, Connection connection) {
    this.door = door;
    this.connection = connection;
  }

  static CheckResults run(Door door) {
    var failures = new LinkedHashMap<String, String>();
    try (Connection connection = connect(door, door.token())) {
      new JdbcChecks(door, connection)
          .all()
          .forEach((name, check) -> failures.put(name, failure(check)));
    } catch (SQLException e) {
      failures.put("connect", e.toString());
    }
    return new CheckResults(failures);
  }

  private static Connection connect(Door door, String token) throws SQLException {
    return DriverManager.getConnection("jdbc:dbeaver:libsql:" + door.url(), "", token);
  }

  private static String failure(Check check) {
    try {
      check.run();
      return "";
    } catch (SQLException | AssertionError e) {
      return e.toString();
    }
  }

  private SequencedMap<String, Check> all() {
    var checks = new LinkedHashMap<String, Check>();
    checks.put("execute", this::execute);
    checks.put("parameters", this::parameters);
    checks.put("migrations", this::migrations);
    checks.put("metadata", this::metadata);
    checks.put("blobs", this::blobs);
    checks.put("integers", this::integers);
    checks.put("texts", this::texts);
    checks.put("errors", this::errors);
    checks.put("refusal", this::refusal);
    checks.put("files", this::files);
    checks.put("large", this::large);
    return checks;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String only(String sql, Object... parameters) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      ResultSet rows = statement.executeQuery();
      assertTrue(rows.next());
      String value = rows.getString(1);
      assertFalse(rows.next());
      return value;
    }
  }

  private void execute() throws SQLException {
    run("create table j (a integer primary key, b text)");
    run("insert into j values (1, 'one'), (2, 'two')");
    run("delete from j where a = 2");
    assertEquals("one", only("select b from j"));
  }

  private void parameters() throws SQLException {
    assertEquals("one", only("select b from j where a = ? and b = ?", 1, "one"));
  }

  private void migrations() throws SQLException {
    run("alter table j add column c text not null default 'none'");
    run("create unique index j_by_b on j (b)");
    run("create view seen as select c from j");
    assertEquals("none", only("select c from seen"));
  }

  private void metadata() throws SQLException {
    var about = connection.getMetaData();
    try (ResultSet tables = about.getTables(null, null, "j", new String[] {"TABLE"})) {
      assertTrue(tables.next());
      assertEquals("j", tables.getString("TABLE_NAME"));
    }
    try (ResultSet columns = about.getColumns(null, null, "j", "%")) {
      assertTrue(columns.next());
      assertEquals("a", columns.getString("COLUMN_NAME"));
    }
    assertFalse(about.getDatabaseProductVersion().isEmpty());
  }

  private void blobs() throws SQLException {
    run("create table blobs (it blob)");
    run("insert into blobs values (x'0001ff')");
    assertEquals("0001FF", only("select hex(it) from blobs"));
  }

  private void integers() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("select %d, -%d".formatted(INTEGER, INTEGER));
      assertTrue(rows.next());
      assertEquals(INTEGER, rows.getLong(1));
      assertEquals(-INTEGER, rows.getLong(2));
    }
    assertEquals("9223372036854775807", only("select cast(9223372036854775807 as text)"));
  }

  private void texts() throws SQLException {
    assertEquals(TEXT, only("select ?", TEXT));
  }

  private void errors() {
    assertTrue(messageOf("select * from nowhere").contains("no such table: nowhere"));
    assertTrue(messageOf("selec 1").contains("selec"));
    assertTrue(messageOf("insert into j (b) values ('one')").contains("UNIQUE constraint failed"));
  }

  private String messageOf(String sql) {
    return String.valueOf(assertThrows(SQLException.class, () -> run(sql)).getMessage());
  }

  private void refusal() {
    assertThrows(SQLException.class, () -> connect(door, "no-token").close());
  }

  private void files() {
    assertThrows(SQLException.class, () -> run("select readfile('/etc/hostname')"));
  }

  private void large() throws SQLException {
    assertEquals(LARGE, only("select hex(zeroblob(%d))".formatted(LARGE / 2)).length());
    assertEquals(Integer.toString(LARGE), only("select length(?)", "x".repeat(LARGE)));
  }
}
