package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From a sign-up elsewhere to a row in a database here. */
@Timeout(120)
class SignUpIT {
  private static final Path CLIENTS = SourceTree.ROOT.resolve("clients");
  @TempDir private static Path folder;
  private static IdentityStand stand;

  @BeforeAll
  @Timeout(180)
  static void start() throws Exception {
    if (!Files.exists(CLIENTS.resolve("node_modules/@libsql/client"))) {
      assertEquals("", run(new ProcessBuilder("npm", "ci", "--ignore-scripts", "--silent")));
    }
    stand = new IdentityStand(folder);
  }

  @AfterAll
  static void stop() {
    stand.close();
  }

  private static String run(ProcessBuilder command) throws Exception {
    Process process = command.directory(CLIENTS.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonCalls.JSON.readTree(response.body());
  }

  private static boolean exists(String user) throws Exception {
    return stand.admin("GET", "/namespaces/user_" + user, "").statusCode() == 200;
  }

  private static String newUser() {
    return UUID.randomUUID().toString();
  }

  @Test
  void anAppsUserSignsUpAndWritesThroughTheRealClient() throws Exception {
    String user = newUser();
    assertEquals(
        200, stand.databaseWebhook("INSERT", user, IdentityStand.WEBHOOK_SECRET).statusCode());
    assertTrue(exists(user));
    var node = new ProcessBuilder("node", "signup.mjs");
    node.environment().put("LIBSQL_URL", stand.url());
    node.environment().put("LOGIN_TOKEN", stand.legacyLogin(user, Instant.now()));
    assertEquals(
        """
        ok exchanged user_%s
        ok wrote and read
        ok read with the login token itself
        """
            .formatted(user),
        run(node));
  }

  @Test
  void aDatabaseWebhookIsHeardTwiceAndWithItsSecretOnly() throws Exception {
    String user = newUser();
    assertEquals(401, stand.databaseWebhook("INSERT", user, "another secret").statusCode());
    assertFalse(exists(user));
    for (int i = 0; i < 2; i++) {
      assertEquals(
          200, stand.databaseWebhook("INSERT", user, IdentityStand.WEBHOOK_SECRET).statusCode());
      assertTrue(exists(user));
    }
    assertEquals(
        200, stand.databaseWebhook("DELETE", user, IdentityStand.WEBHOOK_SECRET).statusCode());
    assertFalse(exists(user));
  }

  @Test
  void aSignedHookIsHeardOnce() throws Exception {
    String user = newUser();
    Instant now = Instant.now();
    String id = "msg_" + UUID.randomUUID();
    HttpResponse<String> heard = stand.hook(id, now, user);
    assertEquals("200 {}", heard.statusCode() + " " + heard.body());
    assertTrue(exists(user));
    assertEquals(
        204, stand.admin("DELETE", "/namespaces/user_" + user + "?purge=true", "").statusCode());
    assertEquals(200, stand.hook(id, now, user).statusCode());
    assertFalse(exists(user), "a replay makes nothing");
    assertEquals(200, stand.hook("another-id", now.minusSeconds(60), user).statusCode());
    assertFalse(exists(user), "nor does what was said before the deletion");
  }

  @Test
  void aHookThatIsForgedOrOldIsRefused() throws Exception {
    String user = newUser();
    Instant now = Instant.now();
    String body = "{\"user\":{\"id\":\"" + user + "\"}}";
    assertEquals(401, stand.signed("a", now, "{}", body).statusCode());
    assertEquals(401, stand.signed("b", now.minusSeconds(3600), body, body).statusCode());
    assertEquals(401, stand.signed("c", now.plusSeconds(3600), body, body).statusCode());
    assertEquals(400, stand.signed("d", now, "{}", "{}").statusCode());
    assertFalse(exists(user));
  }

  @Test
  void aFirstVisitMakesTheNamespaceOnceForAllItsRequests() throws Exception {
    String user = newUser();
    String login = stand.login(user);
    List<CompletableFuture<HttpResponse<String>>> visits =
        Stream.generate(() -> stand.pipelineAsync(login, "select 1")).limit(12).toList();
    for (var visit : visits) {
      HttpResponse<String> reply = visit.get(30, TimeUnit.SECONDS);
      assertEquals(200, reply.statusCode(), reply.body());
    }
    assertTrue(exists(user));
  }

  @Test
  void anIssuerThatMayNotProvisionMakesNothing() throws Exception {
    String user = newUser();
    String login = stand.superTokensLogin(user);
    HttpResponse<String> refused = stand.pipeline(login, null, "select 1");
    assertEquals(404, refused.statusCode());
    assertEquals(404, stand.exchange(login).statusCode());
    assertEquals(
        201,
        stand.admin("POST", "/namespaces", "{\"name\":\"st_%s\"}".formatted(user)).statusCode());
    JsonNode connection = json(stand.exchange(login));
    assertEquals("st_" + user, connection.path("namespace").asString());
    String token = connection.path("authToken").asString();
    assertEquals(200, stand.pipeline(token, null, "select 1").statusCode());
  }

  @Test
  void noTokenIsExchangedThatIsNoLogin() throws Exception {
    String user = newUser();
    String login = stand.login(user);
    JsonNode connection = json(stand.exchange(login));
    assertEquals(stand.url(), connection.path("url").asString());
    assertTrue(Instant.parse(connection.path("expiresAt").asString()).isAfter(Instant.now()));
    assertEquals(401, stand.exchange(connection.path("authToken").asString()).statusCode());
    assertEquals(401, stand.exchange("nonsense").statusCode());
  }

  @Test
  void theKeySetVerifiesWhatIsExchanged() throws Exception {
    HttpResponse<String> keys = stand.get("/.well-known/jwks.json");
    assertEquals("public, max-age=300", keys.headers().firstValue("cache-control").orElse(""));
    String token = json(stand.exchange(stand.login(newUser()))).path("authToken").asString();
    String header =
        new String(
            java.util.Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]),
            StandardCharsets.UTF_8);
    String keyId = JsonCalls.JSON.readTree(header).path("kid").asString();
    assertEquals(keyId, json(keys).path("keys").path(0).path("kid").asString());
    assertFalse(keys.body().contains("\"d\""));
  }
}
