package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A quota that is used up blocks with the real client what it is about, and nothing else. */
@Timeout(120)
class QuotaIT {
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

  private static String tenant(String name) throws Exception {
    String body = "{\"name\":\"" + name + "\"}";
    assertEquals(201, stand.admin("POST", "/namespaces", body).statusCode());
    String token = stand.mint(name).path("token").asString();
    assertEquals(200, stand.pipeline(token, null, "create table t (x)").statusCode());
    return token;
  }

  private static void quota(String name, String quota) throws Exception {
    String body = "{\"quota\":" + quota + "}";
    var changed = stand.admin("PATCH", "/namespaces/" + name, body);
    assertEquals(200, changed.statusCode(), changed.body());
  }

  private static JsonNode usage(String name) throws Exception {
    return JsonCalls.JSON.readTree(stand.admin("GET", "/namespaces/" + name + "/usage", "").body());
  }

  private static String client(String scheme, String token, String wanted) throws Exception {
    var node = new ProcessBuilder("node", "quota.mjs", wanted);
    node.directory(SourceTree.ROOT.resolve("clients").toFile()).redirectErrorStream(true);
    node.environment().put("LIBSQL_URL", stand.url().replaceFirst("^http", scheme));
    node.environment().put("LIBSQL_TOKEN", token);
    Process process = node.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  @Test
  void writesAreBlockedAndReadsPassUntilThereIsMoreToUse() throws Exception {
    String token = tenant("writer");
    quota("writer", "{\"rowsWritten\":5}");
    for (String scheme : new String[] {"http", "ws"}) {
      String said = client(scheme, token, "BLOCKED");
      assertTrue(said.contains("read ok\n"), said);
      assertTrue(said.contains("write BLOCKED"), said);
      assertTrue(said.contains("Quota exceeded: rows written"), said);
    }
    JsonNode used = usage("writer");
    assertTrue(used.path("rowsWritten").asLong() >= 5, used::toString);
    assertEquals("writes", used.path("blocked").asString());
    assertEquals(5, used.path("quota").path("rowsWritten").asLong());
    quota("writer", "null");
    String said = client("http", token, "ok");
    assertTrue(said.contains("write ok\n"), said);
    assertEquals("none", usage("writer").path("blocked").asString());
  }

  @Test
  void readsAreBlockedToo() throws Exception {
    String token = tenant("reader");
    quota("reader", "{\"rowsRead\":3}");
    String said = client("http", token, "BLOCKED_READS");
    assertTrue(said.contains("read BLOCKED"), said);
    assertTrue(said.contains("Quota exceeded: rows read"), said);
  }
}
