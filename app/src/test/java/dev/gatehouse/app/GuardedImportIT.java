package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the data plane's guard refuses comes in by no dump either. */
class GuardedImportIT {
  @TempDir private static Path folder;
  private static IdentityStand stand;

  @BeforeAll
  static void start() throws Exception {
    stand = new IdentityStand(folder);
  }

  @AfterAll
  static void stop() {
    stand.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t VALUES (readfile('/etc/hostname'))",
        "INSERT INTO t VALUES (\"ReadFile\"/**/('/etc/hostname'))",
        "SELECT writefile('/tmp/gatehouse-import', 'x')",
        "INSERT INTO t SELECT name FROM fsdir('/')",
        "INSERT INTO t VALUES (lsmode(1))",
        "CREATE VIRTUAL TABLE p USING sqlite_dbpage",
        "SELECT load_extension('/tmp/x.so')",
        "INSERT INTO t VALUES (sha3_query('select 1'))",
        "ATTACH DATABASE '/tmp/gatehouse-import.db' AS other",
        "PRAGMA hard_heap_limit = 1",
        "EXPLAIN QUERY PLAN PRAGMA hard_heap_limit = 1",
      })
  void refusesAndLeavesNothing(String statement) throws Exception {
    String dump = "CREATE TABLE t (x);\nINSERT INTO t VALUES ('honest');\n" + statement + ";\n";
    HttpResponse<String> reply = stand.importDump("guarded", dump);
    assertEquals(422, reply.statusCode(), reply.body());
    assertTrue(reply.body().contains("\"statement\":3"), reply.body());
    assertEquals(404, stand.admin("GET", "/namespaces/guarded", "").statusCode());
  }

  @Test
  void letsThroughWhatOnlyMentionsSuchNames() throws Exception {
    String dump =
        "CREATE TABLE files (readfile, \"load_extension\");\n"
            + "INSERT INTO files VALUES ('ATTACH; writefile(1)', 2); -- fsdir('/')\n";
    HttpResponse<String> reply = stand.importDump("honest", dump);
    assertEquals(201, reply.statusCode(), reply.body());
  }
}
