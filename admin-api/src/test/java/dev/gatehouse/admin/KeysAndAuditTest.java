package dev.gatehouse.admin;

import static dev.gatehouse.admin.Answers.assertProblem;
import static dev.gatehouse.admin.Answers.json;
import static dev.gatehouse.admin.Answers.wrongFields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.provision.FakeNode;
import dev.gatehouse.testkit.ManualClock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Who may do what, what happens once, and what is written down of it. */
final class KeysAndAuditTest {
  private final ManualClock clock = new ManualClock();
  private final Path folder;
  private final AdminStand stand;

  KeysAndAuditTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    stand = AdminStand.start(folder, new FakeNode(), clock);
  }

  @AfterEach
  void stop() {
    stand.close();
  }

  private String key(String scopes) throws Exception {
    var made = stand.post("/v1/keys", "{\"label\":\"a key\",\"scopes\":[" + scopes + "]}");
    return json(201, made).get("key").asString();
  }

  private HttpResponse<String> with(String key, HttpRequest.Builder request) throws Exception {
    return stand.send(request.setHeader("authorization", "Bearer " + key));
  }

  private HttpRequest.Builder creating(String name) {
    return stand.posting("/v1/namespaces", "{\"name\":\"" + name + "\"}");
  }

  @Test
  void showsAKeyOnceAndKeepsNothingOfItsSecret() throws Exception {
    String key = key("\"read\",\"tokens\"");
    assertTrue(key.matches("gh_[0-9a-f]{12}_[A-Za-z0-9_-]{43}"), key);
    JsonNode listed = json(200, stand.get("/v1/keys")).get("keys").get(0);
    assertEquals("a key", listed.get("label").asString());
    assertEquals("[\"read\",\"tokens\"]", listed.get("scopes").toString());
    assertEquals(key.substring(3, 15), listed.get("id").asString());
    assertFalse(listed.has("key"));
    String secret = key.substring(16);
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains(secret), file.toString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "read, 200, 403, 403, 403",
    "provision, 403, 201, 403, 403",
    "tokens, 403, 403, 201, 403",
    "admin, 200, 201, 201, 200"
  })
  void letsAKeyDoWhatItsScopesSay(String scope, int list, int create, int token, int audit)
      throws Exception {
    stand.post("/v1/namespaces", "{\"name\":\"beta\"}");
    String key = key("\"" + scope + "\"");
    assertEquals(list, with(key, stand.request("/v1/namespaces").GET()).statusCode());
    assertEquals(create, with(key, creating("alpha")).statusCode());
    var issuing = stand.posting("/v1/namespaces/beta/tokens", "{\"access\":\"ro\"}");
    assertEquals(token, with(key, issuing).statusCode());
    assertEquals(audit, with(key, stand.request("/v1/audit").GET()).statusCode());
  }

  @Test
  void saysWhichScopeIsMissing() throws Exception {
    var refused = with(key("\"read\""), creating("alpha"));
    assertProblem(403, "forbidden", refused);
    assertTrue(refused.body().contains("provision"), refused.body());
  }

  @Test
  void endsAKeyWhenItIsRevokedOrOver() throws Exception {
    String revoked = key("\"read\"");
    assertEquals(204, stand.delete("/v1/keys/" + revoked.substring(3, 15)).statusCode());
    assertProblem(401, "unauthorized", with(revoked, stand.request("/v1/nodes").GET()));
    assertProblem(404, "unknown-key", stand.delete("/v1/keys/" + revoked.substring(3, 15)));
    var made =
        stand.post("/v1/keys", "{\"label\":\"x\",\"scopes\":[\"read\"],\"expiresIn\":\"1h\"}");
    String brief = json(201, made).get("key").asString();
    assertEquals("2026-01-01T01:00:00Z", json(made).get("expiresAt").asString());
    json(200, with(brief, stand.request("/v1/nodes").GET()));
    clock.advance(Duration.ofHours(1));
    assertProblem(401, "unauthorized", with(brief, stand.request("/v1/nodes").GET()));
  }

  @Test
  void takesNoKeyWithAnotherSecret() throws Exception {
    String key = key("\"read\"");
    String other = key.substring(0, 16) + "A".repeat(43);
    assertProblem(401, "unauthorized", with(other, stand.request("/v1/nodes").GET()));
  }

  @Test
  void saysWhenAKeyWasUsed() throws Exception {
    String key = key("\"read\"");
    assertTrue(json(stand.get("/v1/keys")).get("keys").get(0).get("lastUsedAt").isNull());
    clock.advance(Duration.ofMinutes(5));
    with(key, stand.request("/v1/nodes").GET());
    assertEquals(
        "2026-01-01T00:05:00Z",
        json(stand.get("/v1/keys")).get("keys").get(0).get("lastUsedAt").asString());
  }

  @Test
  void namesAllThatIsWrongWithAKeyRequest() throws Exception {
    var refused =
        stand.post("/v1/keys", "{\"label\":\"\",\"scopes\":[\"root\"],\"expiresIn\":\"99w99w\"}");
    assertEquals(List.of("label", "scopes", "expiresIn"), wrongFields(refused));
    assertEquals(
        List.of("label", "scopes"), wrongFields(stand.post("/v1/keys", "{\"scopes\":[]}")));
  }

  @Test
  void barsAnAddressThatTriesManyKeysAndNoMadeKey() throws Exception {
    String made = key("\"read\"");
    for (int i = 0; i < 30; i++) {
      assertProblem(401, "unauthorized", with("wrong-key-number-" + i, creating("alpha")));
    }
    var barred = with("wrong-key-number-31", creating("alpha"));
    assertProblem(429, "too-many-wrong-keys", barred);
    assertEquals(Optional.of("60"), barred.headers().firstValue("retry-after"));
    assertProblem(429, "too-many-wrong-keys", stand.get("/v1/namespaces"));
    json(200, with(made, stand.request("/v1/nodes").GET()));
  }

  @Test
  void answersACallThatIsSentTwiceWithTheSameReply() throws Exception {
    var first = stand.send(creating("alpha").header("idempotency-key", "k1"));
    var second = stand.send(creating("alpha").header("idempotency-key", "k1"));
    assertEquals(201, first.statusCode());
    assertEquals(201, second.statusCode());
    assertEquals(first.body(), second.body());
    assertEquals(first.headers().firstValue("location"), second.headers().firstValue("location"));
    assertEquals(first.headers().firstValue("etag"), second.headers().firstValue("etag"));
    assertEquals(Optional.of("true"), second.headers().firstValue("idempotency-replayed"));
    assertProblem(
        422,
        "idempotency-key-reused",
        stand.send(creating("beta").header("idempotency-key", "k1")));
    assertProblem(
        409, "namespace-taken", stand.send(creating("alpha").header("idempotency-key", "k2")));
    clock.advance(Duration.ofHours(24));
    assertProblem(
        409, "namespace-taken", stand.send(creating("alpha").header("idempotency-key", "k1")));
  }

  @Test
  void keepsTheRepliesOfEachCallerApart() throws Exception {
    stand.send(creating("alpha").header("idempotency-key", "k1"));
    String other = key("\"provision\"");
    assertProblem(
        409, "namespace-taken", with(other, creating("alpha").header("idempotency-key", "k1")));
  }

  @Test
  void doesOneOfManyConcurrentCallsOfOneName() {
    var calls =
        java.util.stream.IntStream.range(0, 12)
            .mapToObj(
                _ ->
                    stand
                        .client()
                        .sendAsync(
                            creating("alpha").header("idempotency-key", "k1").build(),
                            HttpResponse.BodyHandlers.ofString()))
            .toList();
    var bodies = new ArrayList<String>();
    for (var call : calls) {
      var answer = call.join();
      if (answer.statusCode() == 201) {
        bodies.add(answer.body());
      } else {
        assertProblem(409, "call-under-way", answer);
      }
    }
    assertEquals(1, bodies.stream().distinct().count());
  }

  @Test
  void keepsNoSecretOfAReply() throws Exception {
    String body = "{\"label\":\"x\",\"scopes\":[\"read\"]}";
    var first = stand.send(stand.posting("/v1/keys", body).header("idempotency-key", "k1"));
    var second = stand.send(stand.posting("/v1/keys", body).header("idempotency-key", "k1"));
    assertFalse(json(201, first).get("key").isNull());
    assertTrue(json(201, second).get("key").isNull());
    assertEquals(json(first).get("id"), json(second).get("id"));
    assertEquals(1, json(stand.get("/v1/keys")).get("keys").size());
  }

  @Test
  void refusesAnOddIdempotencyKey() throws Exception {
    for (String odd : List.of("a b", "x".repeat(256))) {
      assertEquals(
          List.of("idempotency-key"),
          wrongFields(stand.send(creating("alpha").header("idempotency-key", odd))));
    }
  }

  @Test
  void writesDownEveryChangeAndWhoTriedOne() throws Exception {
    String key = key("\"read\"");
    stand.send(creating("alpha"));
    stand.send(creating("alpha"));
    stand.post("/v1/namespaces/alpha/suspend", "{\"reason\":\"unpaid\"}");
    with(key, stand.request("/v1/namespaces/alpha").DELETE());
    stand.get("/v1/namespaces");
    JsonNode page = json(200, stand.get("/v1/audit"));
    var said = new ArrayList<String>();
    for (JsonNode entry : page.get("entries")) {
      assertEquals("127.0.0.1", entry.get("address").asString());
      said.add(
          "%s %s %s %s"
              .formatted(
                  entry.get("actor").asString().equals("root") ? "root" : entry.get("label"),
                  entry.get("action").asString(),
                  entry.get("target").asString(),
                  entry.get("outcome").asString()));
    }
    assertEquals(
        List.of(
            "\"a key\" DELETE /v1/namespaces/{name} alpha 403",
            "root POST /v1/namespaces/{name}/suspend alpha 200",
            "root POST /v1/namespaces alpha 409",
            "root POST /v1/namespaces alpha 201",
            "root POST /v1/keys " + key.substring(3, 15) + " 201"),
        said);
    assertFalse(page.toString().contains(key.substring(16)));
    JsonNode first = json(200, stand.get("/v1/audit?target=alpha&limit=3"));
    assertEquals(3, first.get("entries").size());
    JsonNode last =
        json(
            200, stand.get("/v1/audit?target=alpha&limit=3&after=" + first.get("next").asString()));
    assertEquals(1, last.get("entries").size());
    assertTrue(last.get("next").isNull());
    assertNotEquals(first, last);
  }

  @Test
  void saysHowNodesAreAndWhatTheDoctorFinds() throws Exception {
    assertEquals(
        "{\"nodes\":[{\"name\":\"local\",\"state\":\"up\"}]}", stand.get("/v1/nodes").body());
    JsonNode finding = json(200, stand.get("/v1/findings")).get("findings").get(0);
    assertEquals("ok", finding.get("severity").asString());
    assertEquals("It is well.", finding.get("sentence").asString());
  }
}
