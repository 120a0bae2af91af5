package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.backup.FullRestore;
import dev.gatehouse.admin.backup.Manifests;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.admin.vault.VaultException;
import dev.gatehouse.admin.vault.VaultKey;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.token.SealingKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A whole Gatehouse is backed up, lost and brought back. */
@Timeout(180)
class BackupRestoreIT {
  private static final String KEY = "the-key-of-the-backups-of-the-tests";

  private final JsonCalls calls = new JsonCalls();
  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path folder;
  private GatehouseConfig config;
  private Gatehouse gatehouse;

  @BeforeEach
  void start() throws Exception {
    config = config("data");
    gatehouse = started(config);
  }

  @AfterEach
  void stop() {
    gatehouse.close();
    calls.close();
    http.close();
  }

  private GatehouseConfig config(String data) throws Exception {
    return config(data, "the-master-key-of-the-tests-" + data);
  }

  private GatehouseConfig config(String data, String master) throws Exception {
    Path file = folder.resolve(data + ".yaml");
    Files.writeString(
        file,
        """
        data: %s
        listen: {public: "127.0.0.1:0", admin: "127.0.0.1:0", ops: "127.0.0.1:0"}
        identity: {masterKey: {env: MASTER}}
        backup: {folder: %s, key: {env: KEY}}
        """
            .formatted(folder.resolve(data), folder.resolve("backups")));
    return ConfigLoader.load(Optional.of(file), Map.of("KEY", KEY, "MASTER", master));
  }

  private static Gatehouse started(GatehouseConfig config) throws Exception {
    return Gatehouse.start(
        config,
        DataFolder.open(config.data()),
        new Installation(SourceTree.ROOT, "test"),
        step -> {});
  }

  private Vault vault(String key) {
    return Vault.at(folder.resolve("backups"), new VaultKey(SealingKey.of(key)));
  }

  private String url() {
    return "http://127.0.0.1:" + gatehouse.addresses().open().getPort();
  }

  private HttpResponse<String> admin(String method, String path, String body) throws Exception {
    String url =
        "http://127.0.0.1:%d/v1%s".formatted(gatehouse.addresses().admin().getPort(), path);
    return http.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("authorization", "Bearer " + gatehouse.adminKey())
            .header("content-type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode backUp() throws Exception {
    HttpResponse<String> begun = admin("POST", "/backups", "{}");
    assertEquals(202, begun.statusCode(), begun.body());
    String id = JsonCalls.JSON.readTree(begun.body()).path("id").asString();
    JsonNode all;
    do {
      all = JsonCalls.JSON.readTree(admin("GET", "/backups", "").body());
    } while (!all.path("running").isNull());
    assertEquals(id, all.path("backups").get(0).path("id").asString(), all::toString);
    return all.path("backups").get(0);
  }

  private String mint(String namespace) {
    return gatehouse.mint(new Namespace(namespace), Access.READ_WRITE);
  }

  private void fill(String namespace, int rows) throws Exception {
    assertTrue(gatehouse.create(new Namespace(namespace)));
    String token = mint(namespace);
    run(token, "create table t (x, y text)");
    for (int i = 0; i < rows; i++) {
      run(token, "insert into t values (%d, 'row %d of %s')".formatted(i, i, namespace));
    }
  }

  private JsonNode run(String token, String sql) throws Exception {
    var answer = calls.query(url(), token, sql);
    assertEquals(200, answer.status(), answer.body()::toString);
    JsonNode result = answer.body().path("results").path(0);
    assertEquals("ok", result.path("type").asString(), answer.body()::toString);
    return result.path("response").path("result").path("rows");
  }

  @Test
  void everythingComesBackOnAnEmptyMachine() throws Exception {
    fill("shop", 3);
    fill("blog", 2);
    String old = mint("shop");
    JsonNode shop = run(old, "select * from t");
    JsonNode made = backUp();
    assertEquals("complete", made.path("state").asString());
    gatehouse.close();

    GatehouseConfig fresh = config("fresh");
    var wrong =
        assertThrows(
            VaultException.class,
            () -> new Manifests(vault("another-key-that-is-long-enough-for-it")).newest());
    assertTrue(String.valueOf(wrong.getMessage()).contains("another key"), wrong::getMessage);
    var backup = FullRestore.of(vault(KEY), new Manifests(vault(KEY)).newest().orElseThrow());
    var progress = new Broken();
    var restoration =
        new FullRestoration(fresh, new Installation(SourceTree.ROOT, "test"), progress);
    assertThrows(Broken.Off.class, () -> restoration.run(backup, false));
    var refused = assertThrows(StartException.class, () -> started(fresh));
    assertTrue(String.valueOf(refused.getMessage()).contains("restore --all"), refused::getMessage);
    FullRestoration.Result result = restoration.run(backup, false);
    assertEquals(new FullRestoration.Result(2, true, List.of()), result);
    assertThrows(StartException.class, () -> restoration.run(backup, false));

    gatehouse = started(fresh);
    assertEquals(401, calls.query(url(), old, "select * from t").status());
    assertEquals(shop, run(mint("shop"), "select * from t"));
    assertEquals(2, run(mint("blog"), "select * from t").size());
    String listed = admin("GET", "/namespaces", "").body();
    assertFalse(listed.contains("scratch-"), listed);
  }

  @Test
  void tokensHoldAgainWhereTheyShallAndTheMasterKeyIsTheSame() throws Exception {
    fill("shop", 1);
    String old = mint("shop");
    assertEquals("complete", backUp().path("state").asString());
    gatehouse.close();
    var backup = FullRestore.of(vault(KEY), new Manifests(vault(KEY)).newest().orElseThrow());
    var installation = new Installation(SourceTree.ROOT, "test");
    var progress = new Broken();
    progress.done = true;

    var other = new FullRestoration(config("other"), installation, progress);
    var refused = assertThrows(StartException.class, () -> other.run(backup, true));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("identity.masterKey"), refused::getMessage);

    GatehouseConfig kept = config("kept", "the-master-key-of-the-tests-data");
    var result = new FullRestoration(kept, installation, progress).run(backup, true);
    assertEquals(1, result.namespaces());
    gatehouse = started(kept);
    assertEquals(1, run(old, "select * from t").size());
  }

  /** Breaks off after the first namespace, once. */
  private static final class Broken implements FullRestoration.Progress {
    private boolean done;

    static final class Off extends RuntimeException {
      private static final long serialVersionUID = 1;
    }

    @Override
    public void step(String sentence) {
      assertFalse(sentence.isEmpty());
    }

    @Override
    public void namespaces(long done, long all) {
      if (!this.done) {
        this.done = true;
        throw new Off();
      }
    }
  }

  @Test
  void oneNamespaceComesBackToItsOwnTokensAndToNoOldHandle() throws Exception {
    fill("shop", 2);
    String token = mint("shop");
    String id = backUp().path("id").asString();
    var open =
        calls.post(
            url() + "/v2/pipeline",
            token,
            Map.of(
                "requests",
                List.of(Map.of("type", "execute", "stmt", Map.of("sql", "delete from t")))));
    String baton = open.body().path("baton").asString();
    assertFalse(baton.isEmpty(), open.body()::toString);

    CompletableFuture<Integer> socket = session(token);

    HttpResponse<String> restored =
        admin("POST", "/backups/" + id + "/restore", "{\"namespace\":\"shop\"}");
    assertEquals(201, restored.statusCode(), restored.body());

    assertEquals(2, run(token, "select * from t").size());
    assertTrue(socket.get(20, TimeUnit.SECONDS) >= 1000);
    var stale =
        calls.post(
            url() + "/v2/pipeline",
            token,
            Map.of("baton", baton, "requests", List.of(Map.of("type", "close"))));
    assertEquals(400, stale.status(), stale.body()::toString);
    assertEquals(
        404, admin("POST", "/backups/none/restore", "{\"namespace\":\"shop\"}").statusCode());
    assertEquals(
        404, admin("POST", "/backups/latest/restore", "{\"namespace\":\"never\"}").statusCode());
    assertEquals(200, admin("GET", "/backups/" + id, "").statusCode());
  }

  /** Opens a session; its close code comes when it ends. */
  private CompletableFuture<Integer> session(String token) throws Exception {
    var closed = new CompletableFuture<Integer>();
    var greeted = new CompletableFuture<String>();
    var listener =
        new WebSocket.Listener() {
          @Override
          public @Nullable CompletionStage<?> onText(
              WebSocket socket, CharSequence text, boolean last) {
            greeted.complete(text.toString());
            socket.request(1);
            return null;
          }

          @Override
          public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return null;
          }
        };
    URI uri = URI.create(url().replace("http://", "ws://") + "/");
    http.newWebSocketBuilder()
        .subprotocols("hrana2")
        .buildAsync(uri, listener)
        .get(20, TimeUnit.SECONDS)
        .sendText("{\"type\":\"hello\",\"jwt\":\"" + token + "\"}", true)
        .get(20, TimeUnit.SECONDS);
    String greeting = greeted.get(20, TimeUnit.SECONDS);
    assertTrue(greeting.contains("hello_ok"), greeting);
    return closed;
  }
}
