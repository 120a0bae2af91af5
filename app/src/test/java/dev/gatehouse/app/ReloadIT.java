package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.testkit.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gatehouse serve} whose configuration changes while it runs. */
class ReloadIT {
  private static final String RELOADED = "configuration reloaded";
  @TempDir private Path folder;
  private GatehouseProcess serve;
  private JsonCalls calls;
  private String url;
  private String token;

  @BeforeEach
  void start() throws Exception {
    write("");
    serve = GatehouseProcess.run("serve", "--config", file().toString());
    calls = new JsonCalls();
    String ready = serve.lineWith(" ready ");
    url = address("public", ready);
    String admin = address("admin", ready) + "/v1/namespaces";
    String key = Files.readString(folder.resolve("data/keys/admin.key")).strip();
    assertEquals(201, calls.post(admin, key, Map.of("name", "acme")).status());
    token =
        calls
            .post(admin + "/acme/tokens", key, Map.of("access", "rw"))
            .body()
            .path("token")
            .asString();
  }

  @AfterEach
  void stop() throws IOException {
    calls.close();
    serve.close();
  }

  static String address(String name, String ready) {
    Matcher port = Pattern.compile(name + "=\"?[^:]*:(\\d+)").matcher(ready);
    assertTrue(port.find(), ready);
    return "http://127.0.0.1:" + port.group(1);
  }

  private Path file() {
    return folder.resolve("gatehouse.yaml");
  }

  private void write(String more) throws IOException {
    writeOnPort("0", more);
  }

  private void writeOnPort(String port, String more) throws IOException {
    Files.writeString(
        file(),
        """
        data: '%s'
        listen: {public: '127.0.0.1:%s', admin: '127.0.0.1:0', ops: '127.0.0.1:0'}
        %s"""
            .formatted(folder.resolve("data"), port, more));
  }

  private String reload(String expected) throws Exception {
    serve.hangUp();
    return serve.lineWith(expected);
  }

  private int query(String as) throws Exception {
    return calls.query(url, as, "select 1").status();
  }

  @Test
  void takesIssuersOverAndForgetsThem() throws Exception {
    TestKey key = TestKey.ed25519();
    long expires = Instant.now().getEpochSecond() + 600;
    String login =
        key.sign("{\"iss\":\"login\",\"namespace\":\"acme\",\"exp\":%d}".formatted(expires));
    Path pem = Files.writeString(folder.resolve("login.pem"), key.publicPem());
    assertEquals(401, query(login));

    write(
        "identity: {issuers: [{name: login, issuer: login, publicKey: {file: '%s'}}]}\n"
            .formatted(pem));
    assertTrue(reload(RELOADED).contains("identity.issuers"));
    assertEquals(200, query(login));

    write("");
    assertTrue(reload(RELOADED).contains("identity.issuers"));
    assertEquals(401, query(login));
    assertEquals(200, query(token));
  }

  @Test
  void takesLimitsOver() throws Exception {
    write("limits: {perSecondMax: 1, perMinuteMax: 1}\n");
    assertTrue(reload(RELOADED).contains("limits.perSecondMax, limits.perMinuteMax"));

    assertEquals(200, query(token));
    assertEquals(429, query(token));
  }

  @Test
  void takesTheLogLevelOver() throws Exception {
    write("log: {level: error}\nlimits: {perSecondMax: 1, perMinuteMax: 1}\n");
    serve.hangUp();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (query(token) != 429) {
      assertTrue(System.nanoTime() < until, "the limits were not taken over");
    }

    write("limits: {perSecondMax: 0}\n");
    serve.hangUp();
    // That the first one was taken over is told at a level that is not logged any more.
    assertTrue(serve.lineWith(" configuration ").contains("configuration not reloaded"));
  }

  @Test
  void keepsTheOldOneWhereTheNewOneIsBad() throws Exception {
    write("limits: {perSecondMax: 0, perMinuteMax: many}\n");

    assertTrue(reload("limits.perSecondMax: 0").contains("configuration not reloaded"));
    assertTrue(serve.lineWith("limits.perMinuteMax: many").contains("configuration not reloaded"));
    assertEquals(200, query(token));
  }

  @Test
  void saysWhatNeedsARestart() throws Exception {
    writeOnPort("1", "");

    assertTrue(reload("need a restart").contains("listen.public"));
    assertEquals(200, query(token));
  }
}
