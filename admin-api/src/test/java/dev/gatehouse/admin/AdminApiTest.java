package dev.gatehouse.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.api.AdminKey;
import dev.gatehouse.admin.api.AdminListenException;
import dev.gatehouse.admin.provision.FakeNode;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API over HTTP, in front of an sqld in memory. */
final class AdminApiTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final FakeNode node = new FakeNode();
  private final AdminStand stand;

  AdminApiTest(@TempDir Path folder) throws Exception {
    stand = AdminStand.start(folder, node);
  }

  @AfterEach
  void stop() {
    stand.close();
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  private static void assertProblem(int status, String code, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        Optional.of("application/problem+json"), response.headers().firstValue("content-type"));
    JsonNode problem = json(response);
    assertEquals(status, problem.get("status").asInt());
    assertEquals(code, problem.get("code").asString());
    assertEquals("urn:gatehouse:problem:" + code, problem.get("type").asString());
    assertFalse(problem.get("title").asString().isEmpty());
    assertFalse(problem.get("detail").asString().isEmpty());
  }

  private static List<String> wrongFields(HttpResponse<String> response) {
    var fields = new ArrayList<String>();
    json(response).get("errors").forEach(error -> fields.add(error.get("field").asString()));
    return fields;
  }

  @Test
  void createsShowsAndPurgesANamespace() throws Exception {
    var created = stand.post("/v1/namespaces", "{\"name\":\"alpha\"}");
    assertEquals(201, created.statusCode(), created.body());
    assertEquals(Optional.of("/v1/namespaces/alpha"), created.headers().firstValue("location"));
    assertEquals("active", json(created).get("state").asString());
    var shown = stand.get("/v1/namespaces/alpha");
    assertEquals(200, shown.statusCode());
    assertEquals(json(created), json(shown));
    var deleted = stand.delete("/v1/namespaces/alpha?purge=true");
    assertEquals(204, deleted.statusCode());
    assertEquals("", deleted.body());
    assertProblem(404, "unknown-namespace", stand.get("/v1/namespaces/alpha"));
    assertProblem(404, "unknown-namespace", stand.delete("/v1/namespaces/alpha"));
    assertProblem(404, "unknown-namespace", stand.delete("/v1/namespaces/alpha?purge=true"));
  }

  @Test
  void refusesANameThatIsTaken() throws Exception {
    stand.post("/v1/namespaces", "{\"name\":\"alpha\"}");
    assertProblem(409, "namespace-taken", stand.post("/v1/namespaces", "{\"name\":\"alpha\"}"));
  }

  @Test
  void saysThatSqldFailed() throws Exception {
    stand.post("/v1/namespaces", "{\"name\":\"beta\"}");
    node.feel(FakeNode.Mood.DOWN);
    var created = stand.post("/v1/namespaces", "{\"name\":\"alpha\"}");
    assertProblem(503, "sqld-failed", created);
    assertFalse(created.body().contains("on purpose"), created.body());
    assertProblem(503, "sqld-failed", stand.delete("/v1/namespaces/beta?purge=true"));
  }

  @Test
  void saysThatTheRegistryFailed() throws Exception {
    stand.file().close();
    assertProblem(503, "registry-failed", stand.get("/v1/namespaces"));
  }

  @Test
  void pagesThroughTheNamespaces() throws Exception {
    for (String name : List.of("a1", "a2", "a3", "b1")) {
      stand.post("/v1/namespaces", "{\"name\":\"" + name + "\"}");
    }
    JsonNode first = json(stand.get("/v1/namespaces?prefix=a&limit=2"));
    assertEquals(List.of("a1", "a2"), first.get("namespaces").findValuesAsString("name"));
    assertEquals("a2", first.get("next").asString());
    JsonNode last = json(stand.get("/v1/namespaces?prefix=a&limit=2&after=a2"));
    assertEquals(List.of("a3"), last.get("namespaces").findValuesAsString("name"));
    assertTrue(last.get("next").isNull());
    assertEquals(4, json(stand.get("/v1/namespaces")).get("namespaces").size());
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=1001, limit",
    "limit=ten, limit",
    "limit=, limit",
    "limit=1&limit=2, limit",
    "after=UPPER, after",
    "prefix=%25, prefix",
    "colour=red, query"
  })
  void namesTheParameterThatIsWrong(String query, String parameter) throws Exception {
    var refused = stand.get("/v1/namespaces?" + query);
    assertProblem(400, "invalid", refused);
    assertEquals(List.of(parameter), wrongFields(refused));
  }

  @Test
  void namesAllParametersThatAreWrong() throws Exception {
    assertEquals(
        List.of("prefix", "after", "limit"),
        wrongFields(stand.get("/v1/namespaces?prefix=A&after=B&limit=0")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":null}",
        "{\"name\":\"\"}",
        "{\"name\":\"Upper\"}",
        "{\"name\":\"../x\"}",
        "{\"name\":\"-a\"}",
        "{\"name\":7}"
      })
  void namesTheFieldThatIsWrong(String body) throws Exception {
    var refused = stand.post("/v1/namespaces", body);
    assertProblem(400, "invalid", refused);
    assertEquals(List.of("name"), wrongFields(refused));
  }

  @Test
  void refusesABodyThatIsNotJson() throws Exception {
    assertProblem(400, "malformed", stand.post("/v1/namespaces", "{\"name\":"));
    assertProblem(400, "malformed", stand.post("/v1/namespaces", ""));
  }

  @Test
  void refusesABodyThatIsNotCalledJson() throws Exception {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "json")) {
      var request =
          stand
              .request("/v1/namespaces")
              .header("content-type", type)
              .POST(BodyPublishers.ofString("{\"name\":\"alpha\"}"));
      assertProblem(415, "wrong-media-type", stand.send(request));
    }
    var odd =
        stand
            .request("/v1/namespaces")
            .header("content-type", "Application/JSON; charset=utf-8")
            .POST(BodyPublishers.ofString("{\"name\":\"alpha\"}"));
    assertEquals(201, stand.send(odd).statusCode());
  }

  @Test
  void issuesATokenForANamespaceThatIsServed() throws Exception {
    stand.post("/v1/namespaces", "{\"name\":\"alpha\"}");
    var issued =
        stand.post(
            "/v1/namespaces/alpha/tokens",
            "{\"access\":\"ro\",\"expiresIn\":\"1h\",\"label\":\"for the phone\"}");
    assertEquals(201, issued.statusCode(), issued.body());
    assertEquals(Optional.of("no-store"), issued.headers().firstValue("cache-control"));
    JsonNode token = json(issued);
    assertEquals(3, token.get("token").asString().split("\\.", -1).length);
    assertEquals("alpha", token.get("namespace").asString());
    assertEquals("ro", token.get("access").asString());
    assertEquals("2026-11-01T11:00:00Z", token.get("expiresAt").asString());
  }

  @Test
  void issuesNoTokenForANamespaceThatIsNotServed() throws Exception {
    stand.registry().begin(new Namespace("half"), NamespaceId.random(), new NodeId("local"));
    for (String name : List.of("half", "none", "NONE")) {
      assertProblem(
          404,
          "unknown-namespace",
          stand.post("/v1/namespaces/" + name + "/tokens", "{\"access\":\"rw\"}"));
    }
  }

  @Test
  void namesAllThatIsWrongWithATokenRequest() throws Exception {
    var refused =
        stand.post(
            "/v1/namespaces/alpha/tokens",
            "{\"access\":\"root\",\"expiresIn\":\"9w\",\"label\":\"a\\nb\"}");
    assertProblem(400, "invalid", refused);
    assertEquals(List.of("access", "expiresIn", "label"), wrongFields(refused));
    assertTrue(refused.body().contains("at most 4w2d"), refused.body());
  }

  @Test
  void makesOneNamespaceOfTwentyConcurrentCalls() {
    var calls =
        IntStream.range(0, 20)
            .mapToObj(_ -> stand.postAsync("/v1/namespaces", "{\"name\":\"alpha\"}"))
            .toList();
    List<Integer> statuses = calls.stream().map(call -> call.join().statusCode()).toList();
    assertEquals(1, statuses.stream().filter(status -> status == 201).count());
    assertEquals(19, statuses.stream().filter(status -> status == 409).count());
    assertEquals(1, node.held().size());
  }

  @Test
  void clearsAwayWhatAnEarlierRunLeft(@TempDir Path folder) throws Exception {
    Namespace half = new Namespace("half");
    try (AdminStand earlier = AdminStand.start(folder, node)) {
      earlier.registry().begin(half, NamespaceId.random(), new NodeId("local"));
    }
    try (AdminStand later = AdminStand.start(folder, node)) {
      assertEquals(Optional.empty(), later.registry().entry(half));
    }
  }

  @Test
  void saysThatThePortIsInUse(@TempDir Path folder) {
    var refused =
        assertThrows(
            AdminListenException.class,
            () ->
                AdminStand.start(
                    folder, node, "127.0.0.1", stand.address().getPort(), AdminStand.KEY));
    assertEquals(
        "cannot listen on 127.0.0.1:%d: the port is in use".formatted(stand.address().getPort()),
        refused.getMessage());
  }

  @Test
  void listensForOthersOnlyWithAKeyThatSomeoneChose(@TempDir Path folder) throws Exception {
    AdminKey made = AdminKey.loadOrCreate(folder.resolve("admin.key"));
    var refused =
        assertThrows(
            AdminListenException.class, () -> AdminStand.start(folder, node, "0.0.0.0", 0, made));
    assertEquals(
        "the admin API does not listen on 0.0.0.0, where others can reach it, without a key that"
            + " you chose: set admin.key, or listen on 127.0.0.1",
        refused.getMessage());
    AdminStand.start(folder, node, "0.0.0.0", 0, AdminStand.KEY).close();
    AdminStand.start(folder, node, "localhost", 0, made).close();
  }

  @Test
  void listensNoMoreWhenClosed() throws Exception {
    stand.get("/v1/namespaces");
    stand.api().close();
    assertThrows(ConnectException.class, () -> stand.get("/v1/namespaces"));
  }

  @Test
  void showsANamespaceInWhateverState() throws Exception {
    stand.registry().begin(new Namespace("half"), NamespaceId.random(), new NodeId("local"));
    String state = json(stand.get("/v1/namespaces/half")).get("state").asString();
    assertEquals(Lifecycle.CREATING.name(), state.toUpperCase(Locale.ROOT));
  }
}
