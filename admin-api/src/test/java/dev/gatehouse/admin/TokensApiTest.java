package dev.gatehouse.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.provision.FakeNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens and their keys over HTTP. */
final class TokensApiTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TOKENS = "/v1/namespaces/alpha/tokens";

  private AdminStand stand;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    stand = AdminStand.start(folder, new FakeNode());
    assertEquals(201, stand.post("/v1/namespaces", "{\"name\":\"alpha\"}").statusCode());
  }

  @AfterEach
  void stop() {
    stand.close();
  }

  private JsonNode mint(String label) throws Exception {
    HttpResponse<String> issued =
        stand.post(TOKENS, "{\"access\":\"ro\",\"label\":\"%s\"}".formatted(label));
    assertEquals(201, issued.statusCode(), issued.body());
    return JSON.readTree(issued.body());
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> reply = stand.get(path);
    assertEquals(200, reply.statusCode(), reply.body());
    return JSON.readTree(reply.body());
  }

  private List<String> labels(String query) throws Exception {
    var labels = new ArrayList<String>();
    get(TOKENS + query).get("tokens").forEach(token -> labels.add(token.get("label").asString()));
    return labels;
  }

  @Test
  void listsWhatWasIssuedAndNeverTheTokens() throws Exception {
    JsonNode issued = mint("phone");
    JsonNode listed = get(TOKENS).get("tokens").get(0);
    assertEquals(issued.get("id"), listed.get("id"));
    assertEquals("phone", listed.get("label").asString());
    assertTrue(listed.get("revokedAt").isNull());
    assertFalse(stand.get(TOKENS).body().contains(issued.get("token").asString()));
  }

  @Test
  void listsAPageAtATime() throws Exception {
    for (int i = 0; i < 3; i++) {
      mint("t" + i);
    }
    var seen = new ArrayList<>(labels("?limit=2"));
    assertEquals(2, seen.size());
    seen.addAll(labels("?limit=2&after=" + get(TOKENS + "?limit=2").get("next").asString()));
    assertEquals(List.of("t0", "t1", "t2"), seen.stream().sorted().toList());
    assertEquals(400, stand.get(TOKENS + "?limit=0").statusCode());
    assertEquals(400, stand.get(TOKENS + "?order=up").statusCode());
  }

  @Test
  void takesOneTokenBackAsOftenAsAsked() throws Exception {
    String id = mint("lost phone").get("id").asString();
    assertEquals(204, stand.delete(TOKENS + "/" + id).statusCode());
    assertEquals(204, stand.delete(TOKENS + "/" + id).statusCode());
    assertFalse(get(TOKENS).get("tokens").get(0).get("revokedAt").isNull());
    assertEquals(404, stand.delete(TOKENS + "/no-such-id").statusCode());
    assertEquals(404, stand.delete("/v1/namespaces/beta/tokens/" + id).statusCode());
  }

  @Test
  void rotatesANamespace() throws Exception {
    mint("old");
    HttpResponse<String> rotated = stand.post("/v1/namespaces/alpha/rotate", "");
    assertEquals(200, rotated.statusCode(), rotated.body());
    assertEquals(
        "2026-11-01T10:00:01Z", JSON.readTree(rotated.body()).get("tokensFrom").asString());
    assertFalse(get(TOKENS).get("tokens").get(0).get("revokedAt").isNull());
    assertEquals("2026-11-01T10:00:01Z", mint("new").get("issuedAt").asString());
    assertEquals(404, stand.post("/v1/namespaces/beta/rotate", "").statusCode());
  }

  @Test
  void rotatesSigningKeysWithAndWithoutOverlap() throws Exception {
    mint("old");
    assertEquals(1, get("/v1/signing-keys").get("keys").size());
    JsonNode two = JSON.readTree(stand.post("/v1/signing-keys/rotate", "{}").body());
    assertEquals(2, two.get("keys").size());
    assertTrue(two.get("keys").get(0).get("signs").asBoolean());
    assertEquals("2026-12-01T11:00:00Z", two.get("keys").get(1).get("verifiesUntil").asString());
    HttpResponse<String> stolen = stand.post("/v1/signing-keys/rotate", "{\"overlap\":false}");
    assertEquals(1, JSON.readTree(stolen.body()).get("keys").size());
    assertFalse(get(TOKENS).get("tokens").get(0).get("revokedAt").isNull());
  }

  @Test
  void takesBackEverything() throws Exception {
    mint("old");
    assertEquals(200, stand.post("/v1/rotate", "").statusCode());
    assertFalse(get(TOKENS).get("tokens").get(0).get("revokedAt").isNull());
  }

  @Test
  void forgetsTheTokensOfADeletedNamespace() throws Exception {
    mint("old");
    assertEquals(204, stand.delete("/v1/namespaces/alpha?purge=true").statusCode());
    assertEquals(404, stand.get(TOKENS).statusCode());
    assertEquals(201, stand.post("/v1/namespaces", "{\"name\":\"alpha\"}").statusCode());
    assertEquals(List.of(), labels(""));
    assertEquals("2026-11-01T10:00:01Z", mint("new").get("issuedAt").asString());
  }
}
