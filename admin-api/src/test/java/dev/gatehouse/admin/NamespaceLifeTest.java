package dev.gatehouse.admin;

import static dev.gatehouse.admin.Answers.assertProblem;
import static dev.gatehouse.admin.Answers.etag;
import static dev.gatehouse.admin.Answers.json;
import static dev.gatehouse.admin.Answers.wrongFields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.provision.FakeNode;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.TenantRecord;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Editing, suspending, deleting and bringing back over HTTP. */
final class NamespaceLifeTest {
  private static final String ALPHA = "/v1/namespaces/alpha";

  private final FakeNode node = new FakeNode();
  private final AdminStand stand;

  NamespaceLifeTest(@TempDir Path folder) throws Exception {
    stand = AdminStand.start(folder, node);
  }

  @AfterEach
  void stop() {
    stand.close();
  }

  private HttpResponse<String> create(String name) throws Exception {
    return stand.post("/v1/namespaces", "{\"name\":\"" + name + "\"}");
  }

  private Optional<Lifecycle> served() {
    return stand.registry().find(new Namespace("alpha")).map(TenantRecord::state);
  }

  @Test
  void createsWithAllThatCanBeSaid() throws Exception {
    var created =
        stand.post(
            "/v1/namespaces",
            """
            {"name": "alpha", "owner": "user-1", "email": "Ann@Example.org", "plan": "pro",
             "limits": {"perSecondMax": 1, "perMinuteMax": 2, "concurrentMax": 3},
             "protected": true, "schemaSet": "app"}
            """);
    JsonNode shown = json(201, created);
    assertEquals("user-1", shown.get("owner").asString());
    assertEquals("Ann@Example.org", shown.get("email").asString());
    assertEquals("pro", shown.get("plan").asString());
    assertEquals(2, shown.get("limits").get("perMinuteMax").asInt());
    assertTrue(shown.get("protected").asBoolean());
    assertEquals("app", shown.get("schemaSet").asString());
    assertEquals(shown, json(200, stand.get(ALPHA)));
    assertEquals(etag(created), etag(stand.get(ALPHA)));
  }

  @Test
  void namesAllWrongFieldsAtOnce() throws Exception {
    var refused =
        stand.post(
            "/v1/namespaces",
            """
            {"name": "Alpha", "owner": "", "email": "nobody", "plan": "p q", "colour": "red",
             "limits": {"perSecondMax": 0, "concurrentMax": "3"}, "protected": "yes"}
            """);
    assertEquals(
        List.of(
            "colour",
            "name",
            "owner",
            "email",
            "plan",
            "limits.perSecondMax",
            "limits.perMinuteMax",
            "limits.concurrentMax",
            "protected"),
        wrongFields(refused));
    assertEquals(0, node.held().size());
  }

  @Test
  void editsWhatIsGivenAndLeavesTheRest() throws Exception {
    stand.post("/v1/namespaces", "{\"name\":\"alpha\",\"owner\":\"ann\",\"plan\":\"free\"}");
    JsonNode edited = json(200, stand.patch(ALPHA, "{\"plan\":\"pro\",\"protected\":true}"));
    assertEquals("ann", edited.get("owner").asString());
    assertEquals("pro", edited.get("plan").asString());
    JsonNode cleared = json(200, stand.patch(ALPHA, "{\"owner\":null}"));
    assertTrue(cleared.get("owner").isNull());
    assertEquals("pro", cleared.get("plan").asString());
    assertTrue(cleared.get("protected").asBoolean());
    assertProblem(404, "unknown-namespace", stand.patch("/v1/namespaces/none", "{}"));
    assertEquals(List.of("name"), wrongFields(stand.patch(ALPHA, "{\"name\":\"beta\"}")));
  }

  @Test
  void letsNoOperatorOverwriteWhatAnotherDid() throws Exception {
    String seen = etag(create("alpha"));
    String next = etag(stand.patch(ALPHA, "{\"plan\":\"pro\"}"));
    assertNotEquals(seen, next);
    for (var late :
        List.of(
            stand
                .request(ALPHA)
                .header("content-type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"plan\":\"free\"}")),
            stand.request(ALPHA).DELETE(),
            stand.request(ALPHA + "?purge=true").DELETE(),
            stand.posting(ALPHA + "/suspend", "{\"reason\":\"late\"}"),
            stand.posting(ALPHA + "/resume", "{}"))) {
      assertProblem(412, "outdated", stand.send(late.header("if-match", seen)));
    }
    var wrong = stand.send(stand.request(ALPHA).header("if-match", "7").DELETE());
    assertEquals(List.of("if-match"), wrongFields(wrong));
    json(200, stand.send(stand.request(ALPHA).header("if-match", next).DELETE()));
  }

  @Test
  void suspendsWithAReasonAndResumes() throws Exception {
    create("alpha");
    assertEquals(List.of("reason"), wrongFields(stand.post(ALPHA + "/suspend", "{}")));
    JsonNode suspended = json(200, stand.post(ALPHA + "/suspend", "{\"reason\":\"unpaid\"}"));
    assertEquals("suspended", suspended.get("state").asString());
    assertEquals("unpaid", suspended.get("suspendedReason").asString());
    assertEquals(Optional.of(Lifecycle.SUSPENDED), served());
    JsonNode resumed =
        json(200, stand.send(stand.request(ALPHA + "/resume").POST(BodyPublishers.noBody())));
    assertEquals("active", resumed.get("state").asString());
    assertEquals(Optional.of(Lifecycle.ACTIVE), served());
  }

  @Test
  void keepsADeletedNamespaceInTheTrash() throws Exception {
    create("alpha");
    JsonNode trashed = json(200, stand.delete(ALPHA));
    assertEquals("trashed", trashed.get("state").asString());
    assertEquals("2026-11-08T10:00:00Z", trashed.get("trashedUntil").asString());
    assertEquals(Optional.empty(), served());
    assertEquals(1, node.held().size());
    assertProblem(409, "namespace-trashed", create("alpha"));
    assertProblem(409, "wrong-state", stand.patch(ALPHA, "{}"));
    assertProblem(404, "unknown-namespace", stand.post(ALPHA + "/tokens", "{\"access\":\"rw\"}"));
    JsonNode restored = json(200, stand.post(ALPHA + "/restore", "{}"));
    assertEquals("active", restored.get("state").asString());
    assertEquals(Optional.of(Lifecycle.ACTIVE), served());
    assertProblem(409, "wrong-state", stand.post(ALPHA + "/restore", "{}"));
  }

  @Test
  void purgesWhatIsInTheTrash() throws Exception {
    create("alpha");
    stand.delete(ALPHA);
    assertEquals(204, stand.delete(ALPHA + "?purge=true").statusCode());
    assertEquals(0, node.held().size());
    assertEquals(201, create("alpha").statusCode());
  }

  @Test
  void deletesNothingThatIsProtected() throws Exception {
    stand.post("/v1/namespaces", "{\"name\":\"alpha\",\"protected\":true}");
    assertProblem(409, "namespace-protected", stand.delete(ALPHA));
    assertProblem(409, "namespace-protected", stand.delete(ALPHA + "?purge=true"));
    assertEquals(Optional.of(Lifecycle.ACTIVE), served());
    stand.patch(ALPHA, "{\"protected\":false}");
    assertEquals(204, stand.delete(ALPHA + "?purge=true").statusCode());
  }

  @Test
  void goesOnWithADeletionThatBrokeOff() throws Exception {
    create("alpha");
    node.feel(FakeNode.Mood.DOWN);
    assertProblem(503, "sqld-failed", stand.delete(ALPHA + "?purge=true"));
    node.feel(FakeNode.Mood.WELL);
    assertEquals(204, stand.delete(ALPHA).statusCode());
    assertEquals(0, node.held().size());
  }

  @Test
  void looksUpWithoutAskingSqld() throws Exception {
    create("alpha");
    node.feel(FakeNode.Mood.DOWN);
    assertProblem(404, "unknown-namespace", stand.get("/v1/namespaces/none"));
    json(200, stand.get(ALPHA));
    json(200, stand.get("/v1/namespaces"));
  }

  @ParameterizedTest
  @CsvSource({
    "?owner=ann, a1 a2",
    "?email=ANN%40example.org, a1",
    "?plan=pro, a1 b1",
    "?plan=pro&owner=ann, a1",
    "?state=suspended, b1",
    "?state=trashed, c1",
    "?state=active&prefix=a, a1 a2",
    "?schemaSet=app, a2"
  })
  void searches(String query, String expected) throws Exception {
    stand.post(
        "/v1/namespaces",
        "{\"name\":\"a1\",\"owner\":\"ann\",\"email\":\"ann@example.org\",\"plan\":\"pro\"}");
    stand.post("/v1/namespaces", "{\"name\":\"a2\",\"owner\":\"ann\",\"schemaSet\":\"app\"}");
    stand.post("/v1/namespaces", "{\"name\":\"b1\",\"owner\":\"bob\",\"plan\":\"pro\"}");
    stand.post("/v1/namespaces/b1/suspend", "{\"reason\":\"unpaid\"}");
    create("c1");
    stand.delete("/v1/namespaces/c1");
    JsonNode page = json(200, stand.get("/v1/namespaces" + query));
    assertEquals(List.of(expected.split(" ")), page.get("namespaces").findValuesAsString("name"));
  }

  @Test
  void listsTheNamespacesOfAUser() throws Exception {
    stand.post("/v1/namespaces", "{\"name\":\"a1\",\"owner\":\"auth0|7/x\"}");
    stand.post("/v1/namespaces", "{\"name\":\"a2\",\"owner\":\"auth0|7/x\"}");
    create("a3");
    JsonNode first = json(200, stand.get("/v1/users/auth0%7C7%2Fx/namespaces?limit=1"));
    assertEquals(List.of("a1"), first.get("namespaces").findValuesAsString("name"));
    JsonNode last = json(200, stand.get("/v1/users/auth0%7C7%2Fx/namespaces?limit=1&after=a1"));
    assertEquals(List.of("a2"), last.get("namespaces").findValuesAsString("name"));
    assertTrue(last.get("next").isNull());
    assertEquals(0, json(200, stand.get("/v1/users/nobody/namespaces")).get("namespaces").size());
  }
}
