package dev.gatehouse.gateway.journey.rewrite.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceInspectionTest {

  private static boolean leavesNothing(TraceInspection inspection, String sql) {
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    return inspection.read(utf8, 0, utf8.length);
  }

  private static TraceInspection read(String sql) {
    var inspection = new TraceInspection();
    leavesNothing(inspection, sql);
    return inspection;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        " /* a */ SeLeCt * from t -- the end",
        "values (1), (2)",
        "with x as (select 1) select * from x",
        "with recursive x(a) as (values(1) union all select a+1 from x) select a from x",
        "with x as (select 1) update t set a = 1",
        "update t set a = 'returning' where b = ?",
        "delete from t where a in (select 1)",
        "insert into t values (1)",
        "insert into t(a, b) values (?, ?), (?, ?) on conflict (a) do update set b = excluded.b",
        "insert or ignore into t select * from u",
        "insert into t default values",
        "replace into t values (1)",
        "with x as (select 1) insert into t select * from x",
        "with rollback as (select 1) select * from rollback",
        "select 1; insert into t values (1)",
        "begin",
        "BEGIN IMMEDIATE TRANSACTION",
        "commit",
        "end transaction",
        "rollback",
        "select 1; select 2;",
        "select changes from t",
        "select 'changes(' from t",
        "select random(), datetime('now')",
        "select \"insert\" from t",
        "select temp from weather",
      })
  void knowsWhatLeavesNothing(String sql) {
    assertTrue(leavesNothing(new TraceInspection(), sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "-- nothing",
        "insert into t values (1) returning a",
        "replace into t values (1) RETURNING *",
        "with x as (select 1) insert into t select * from x returning 1",
        "with x as (select 1) replace into t select * from x",
        "insert into t select sql from temp.sqlite_schema",
        "insert into t select sql from \"Temp\" . sqlite_master",
        "update t set a = 1 returning a",
        "delete from t ReTuRnInG *",
        "create table t(a)",
        "create temp table t(a)",
        "drop table t",
        "alter table t add b",
        "pragma foreign_keys",
        "pragma foreign_keys = off",
        "attach 'x' as y",
        "detach y",
        "vacuum",
        "analyze",
        "reindex",
        "explain select 1",
        "explain query plan select 1",
        "savepoint a",
        "release a",
        "rollback to a",
        "rollback transaction to savepoint a",
        "select changes()",
        "select \"changes\" ()",
        "select [Total_Changes]/**/()",
        "select last_insert_rowid()",
        "update t set a = `last_insert_rowid`()",
        "select * from pragma_foreign_keys",
        "select * from \"Pragma_Data_Version\"",
        "select * from 'sqlite_stmt'",
        "select 'a",
        "select \u0000",
        "nonsense",
        "(select 1)",
      })
  void takesEverythingElseForOneThatLeavesTraces(String sql) {
    assertFalse(leavesNothing(new TraceInspection(), sql));
  }

  @Test
  void remembersWhatTheTextsDo() {
    var inspection = new TraceInspection();
    assertTrue(leavesNothing(inspection, "begin; select 1"));
    assertTrue(inspection.reads());
    assertTrue(inspection.hasTransaction());
    assertFalse(inspection.changes());
    assertTrue(leavesNothing(inspection, "update t set a = 1"));
    assertTrue(inspection.changes());
    assertFalse(leavesNothing(inspection, "pragma x"));
    assertFalse(leavesNothing(inspection, "select 1"), "once is enough");
  }

  @Test
  void tellsReadsFromChangesAfterWith() {
    assertTrue(read("with end as (select 1) select * from end").reads());
    assertFalse(read("with end as (select 1) select * from end").hasTransaction());
    assertTrue(read("with x as (select 1) insert into t select 1").changes());
    assertFalse(read("with x as (select 1) insert into t select 1").reads());
  }

  @Test
  void givesTextsThatDifferInLiteralsOneShape() {
    assertEquals(
        read("select * from t where a = 'x' and b = 1").shape(),
        read("SELECT  * FROM t WHERE a = 'y''z' AND b = 27.5").shape());
    assertNotEquals(read("select a from t").shape(), read("select b from t").shape());
    assertNotEquals(read("select ab").shape(), read("select a b").shape());
  }
}
