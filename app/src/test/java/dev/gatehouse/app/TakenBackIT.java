package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was taken back opens nothing, on no carrier, and not the next database of that name. */
@Timeout(120)
class TakenBackIT {
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

  private static String newNamespace() throws Exception {
    String name = "n" + UUID.randomUUID();
    create(name);
    return name;
  }

  private static void create(String name) throws Exception {
    assertEquals(
        201, stand.admin("POST", "/namespaces", "{\"name\":\"" + name + "\"}").statusCode());
  }

  private static void delete(String name) throws Exception {
    assertEquals(
        204, stand.admin("DELETE", "/namespaces/" + name + "?purge=true", "").statusCode());
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonCalls.JSON.readTree(response.body());
  }

  private static void refusedAsRevoked(HttpResponse<String> response) {
    assertEquals(401, response.statusCode(), response.body());
    assertEquals("TOKEN_REVOKED", json(response).path("code").asString());
  }

  private static void closes(CompletableFuture<Integer> session) throws Exception {
    assertEquals(1008, session.get(20, TimeUnit.SECONDS));
  }

  @Test
  void aTokenOfADeletedNameDoesNotOpenTheNextOfThatName() throws Exception {
    String name = newNamespace();
    String old = stand.mint(name).path("token").asString();
    HttpResponse<String> opened = stand.pipeline(old, null, "create table mine (x)");
    String baton = json(opened).path("baton").asString();
    CompletableFuture<Integer> session = stand.session(old);
    delete(name);
    create(name);

    refusedAsRevoked(stand.pipeline(old, null, "select 1"));
    refusedAsRevoked(stand.pipeline(old, baton, "select 1"));
    closes(session);
    String fresh = stand.mint(name).path("token").asString();
    assertEquals(400, stand.pipeline(fresh, baton, "select 1").statusCode());
    HttpResponse<String> served = stand.pipeline(fresh, null, "select * from mine");
    assertEquals(200, served.statusCode(), served.body());
    assertTrue(served.body().contains("no such table"), served.body());
  }

  @Test
  void aLoginFromBeforeADeletionMakesNothingAgain() throws Exception {
    String user = UUID.randomUUID().toString();
    String login = stand.legacyLogin(user, Instant.now().minusSeconds(30));
    assertEquals(200, stand.pipeline(login, null, "select 1").statusCode());
    delete("user_" + user);
    refusedAsRevoked(stand.pipeline(login, null, "select 1"));
    refusedAsRevoked(stand.exchange(login));
    assertEquals(404, stand.admin("GET", "/namespaces/user_" + user, "").statusCode());
    String again = stand.legacyLogin(user, Instant.now().plusSeconds(2));
    assertEquals(200, stand.pipeline(again, null, "select 1").statusCode());
  }

  @Test
  void oneRevokedTokenEndsItsSessionsAndNoOthers() throws Exception {
    String name = newNamespace();
    JsonNode lost = stand.mint(name);
    String lostToken = lost.path("token").asString();
    String kept = stand.mint(name).path("token").asString();
    CompletableFuture<Integer> ending = stand.session(lostToken);
    CompletableFuture<Integer> staying = stand.session(kept);
    String path = "/namespaces/" + name + "/tokens/" + lost.path("id").asString();
    assertEquals(204, stand.admin("DELETE", path, "").statusCode());
    refusedAsRevoked(stand.pipeline(lostToken, null, "select 1"));
    closes(ending);
    assertEquals(200, stand.pipeline(kept, null, "select 1").statusCode());
    assertFalse(staying.isDone());
  }

  @Test
  void aRotatedNamespaceTakesBackLoginsToo() throws Exception {
    String user = UUID.randomUUID().toString();
    String login = stand.login(user);
    assertEquals(200, stand.pipeline(login, null, "select 1").statusCode());
    CompletableFuture<Integer> session = stand.session(login);
    String path = "/namespaces/user_" + user + "/rotate";
    assertEquals(200, stand.admin("POST", path, "").statusCode());
    refusedAsRevoked(stand.pipeline(login, null, "select 1"));
    closes(session);
    String fresh = stand.mint("user_" + user).path("token").asString();
    assertEquals(200, stand.pipeline(fresh, null, "select 1").statusCode());
  }

  @Test
  void aNewSigningKeyCountsAtOnceBesideTheOldOne() throws Exception {
    String name = newNamespace();
    String before = stand.mint(name).path("token").asString();
    assertEquals(200, stand.admin("POST", "/signing-keys/rotate", "{}").statusCode());
    String after = stand.mint(name).path("token").asString();
    assertEquals(200, stand.pipeline(before, null, "select 1").statusCode());
    assertEquals(200, stand.pipeline(after, null, "select 1").statusCode());
    assertTrue(json(stand.get("/.well-known/jwks.json")).path("keys").size() >= 2);
  }
}
