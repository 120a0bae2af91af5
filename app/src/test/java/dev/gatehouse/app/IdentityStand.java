package dev.gatehouse.app;

import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.testkit.TestIssuer;
import dev.gatehouse.testkit.TestKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A whole Gatehouse that knows a Supabase of two ages and a SuperTokens. */
final class IdentityStand implements AutoCloseable {
  static final String SUPABASE = "https://project.supabase.example/auth/v1";
  static final String WEBHOOK_SECRET = "the-secret-of-the-database-webhooks";
  private static final String LEGACY_SECRET = "the-legacy-jwt-secret-of-the-project";
  private static final String HOOK_KEY = "dGhlIGtleSBvZiB0aGUgYXV0aCBob29rcw==";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestKey legacy = TestKey.hmac(LEGACY_SECRET.getBytes(StandardCharsets.UTF_8));
  private final TestKey current = TestKey.ec();
  private final TestKey superTokens = TestKey.rsa();
  private final TestIssuer published = TestIssuer.start(current);
  private final TestIssuer superTokensSite = TestIssuer.start(superTokens);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Gatehouse gatehouse;

  IdentityStand(Path folder) throws Exception {
    Path set = Files.createDirectories(folder.resolve("schemas/app"));
    Files.writeString(
        set.resolve("0001_notes.sql"), "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);");
    Path config = folder.resolve("gatehouse.yaml");
    Files.writeString(config, yaml(folder));
    gatehouse =
        Gatehouse.start(
            ConfigLoader.load(
                Optional.of(config),
                Map.of(
                    "LEGACY", LEGACY_SECRET,
                    "WEBHOOK", WEBHOOK_SECRET,
                    "HOOK", "v1,whsec_" + HOOK_KEY)),
            DataFolder.open(folder.resolve("data")),
            new Installation(SourceTree.ROOT, "test"),
            step -> {});
  }

  private String yaml(Path folder) {
    return """
    data: %s
    listen: {public: "127.0.0.1:0", admin: "127.0.0.1:0", ops: "127.0.0.1:0"}
    directory: {negativeFor: 60s}
    schemas: {folder: %s}
    quotas: {flushEvery: 100ms}
    identity:
      visits: {schemaSet: app}
      issuers:
        - name: supabase-legacy
          issuer: %s
          audience: [authenticated]
          secret: {env: LEGACY}
          namespaceTemplate: "user_{sub}"
          requiredClaims: [{claim: role, value: authenticated}]
          tokenIdClaim: session_id
          provision: true
        - name: supabase
          issuer: %s/auth/v1
          audience: [authenticated]
          jwksUrl: %s
          namespaceTemplate: "user_{sub}"
          requiredClaims: [{claim: role, value: authenticated}]
          tokenIdClaim: session_id
          provision: true
        - name: supertokens
          issuer: %s
          jwksUrl: %s
          namespaceTemplate: "st_{sub}"
          tokenIdClaim: sessionHandle
      webhooks:
        supabase:
          issuer: supabase-legacy
          secret: {env: WEBHOOK}
          hookSecret: {env: HOOK}
    """
        .formatted(
            folder.resolve("data"),
            folder.resolve("schemas"),
            SUPABASE,
            published.name(),
            published.jwks(),
            superTokensSite.name(),
            superTokensSite.jwks());
  }

  String url() {
    return "http://127.0.0.1:" + gatehouse.addresses().open().getPort();
  }

  /** What a Supabase user holds, signed with the legacy secret. */
  String legacyLogin(String user, Instant issuedAt) {
    return legacy.sign(supabaseClaims(SUPABASE, user, issuedAt));
  }

  /** What a Supabase user holds, signed with the keys that the project publishes. */
  String login(String user) {
    return current.sign(supabaseClaims(published.name() + "/auth/v1", user, Instant.now()));
  }

  private static String supabaseClaims(String issuer, String user, Instant issuedAt) {
    return """
    {"iss":"%s","sub":"%s","aud":"authenticated","exp":%d,"iat":%d,"email":"ada@example.com",\
    "phone":"","app_metadata":{"provider":"email","providers":["email"]},"user_metadata":{},\
    "role":"authenticated","aal":"aal1","amr":[{"method":"password","timestamp":%d}],\
    "session_id":"%s","is_anonymous":false}"""
        .formatted(
            issuer,
            user,
            issuedAt.getEpochSecond() + 3600,
            issuedAt.getEpochSecond(),
            issuedAt.getEpochSecond(),
            UUID.randomUUID());
  }

  /** What a SuperTokens user holds. */
  String superTokensLogin(String user) {
    long now = Instant.now().getEpochSecond();
    return superTokens.sign(
        """
        {"iss":"%s","sub":"%s","tId":"public","rsub":"%s","iat":%d,"exp":%d,\
        "sessionHandle":"%s","refreshTokenHash1":"9f","parentRefreshTokenHash1":null,\
        "antiCsrfToken":null,"st-role":{"v":["user"],"t":%d},"st-perm":{"v":[],"t":%d}}"""
            .formatted(
                superTokensSite.name(),
                user,
                user,
                now,
                now + 3600,
                UUID.randomUUID(),
                now * 1000,
                now * 1000));
  }

  /** Tells of a user as a Database Webhook on auth.users does. */
  HttpResponse<String> databaseWebhook(String type, String user, String secret) throws Exception {
    String record =
        """
        {"id":"%s","aud":"authenticated","role":"authenticated","email":"ada@example.com",\
        "raw_app_meta_data":{"provider":"email"},"raw_user_meta_data":{},\
        "instance_id":"00000000-0000-0000-0000-000000000000","created_at":"%s+00:00"}"""
            .formatted(user, Instant.now().toString().replace("Z", ""));
    boolean gone = type.equals("DELETE");
    String body =
        "{\"type\":\"%s\",\"table\":\"users\",\"schema\":\"auth\",\"record\":%s,\"old_record\":%s}"
            .formatted(type, gone ? "null" : record, gone ? record : "null");
    return send(
        posting("/webhooks/supabase", body)
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + secret));
  }

  /** Tells of a sign-up as a signed Auth Hook does. */
  HttpResponse<String> hook(String id, Instant at, String user) throws Exception {
    String body =
        """
        {"metadata":{"uuid":"%s","time":"%s","name":"before-user-created",\
        "ip_address":"127.0.0.1"},"user":{"id":"%s","aud":"authenticated","role":"",\
        "email":"ada@example.com","phone":"","app_metadata":{"provider":"email"},\
        "user_metadata":{},"identities":[],"created_at":"0001-01-01T00:00:00Z",\
        "updated_at":"0001-01-01T00:00:00Z","is_anonymous":false}}"""
            .formatted(UUID.randomUUID(), at, user);
    return signed(id, at, body, body);
  }

  /** Sends one body with the signature of another. */
  HttpResponse<String> signed(String id, Instant at, String signedBody, String body)
      throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(HOOK_KEY), "HmacSHA256"));
    String text = id + "." + at.getEpochSecond() + "." + signedBody;
    String signature =
        Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    return send(
        posting("/webhooks/supabase", body)
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
            .header("webhook-signature", "v1," + signature));
  }

  private HttpRequest.Builder posting(String path, String body) {
    return HttpRequest.newBuilder(URI.create(url() + path))
        .timeout(PATIENCE)
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE));
  }

  HttpResponse<String> exchange(String token) throws Exception {
    return send(posting("/auth/token", "").header("authorization", "Bearer " + token));
  }

  /** Runs statements on a stream that stays open, or goes on with one. */
  HttpResponse<String> pipeline(String token, @Nullable String baton, String sql) throws Exception {
    return send(piping(token, baton, sql));
  }

  CompletableFuture<HttpResponse<String>> pipelineAsync(String token, String sql) {
    return http.sendAsync(piping(token, null, sql).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder piping(String token, @Nullable String baton, String sql) {
    String body =
        "{\"baton\":%s,\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"%s\"}}]}"
            .formatted(baton == null ? "null" : "\"" + baton + "\"", sql);
    return posting("/v2/pipeline", body).header("authorization", "Bearer " + token);
  }

  HttpResponse<String> admin(String method, String path, String json) throws Exception {
    return send(
        admin(path)
            .header("content-type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  /** Makes a namespace of a dump. */
  HttpResponse<String> importDump(String namespace, String dump) throws Exception {
    return send(
        admin("/namespaces/" + namespace + "/import")
            .header("content-type", "application/sql")
            .POST(BodyPublishers.ofString(dump)));
  }

  private HttpRequest.Builder admin(String path) {
    int port = gatehouse.addresses().admin().getPort();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1" + path))
        .timeout(PATIENCE)
        .header("authorization", "Bearer " + gatehouse.adminKey());
  }

  /** A token of Gatehouse's own, with its id. */
  JsonNode mint(String namespace) throws Exception {
    HttpResponse<String> minted =
        admin("POST", "/namespaces/" + namespace + "/tokens", "{\"access\":\"rw\"}");
    return JsonCalls.JSON.readTree(minted.body());
  }

  /** A WebSocket that was greeted; its end is told when it comes. */
  CompletableFuture<Integer> session(String token) throws Exception {
    var closed = new CompletableFuture<Integer>();
    var greeted = new CompletableFuture<String>();
    WebSocket socket =
        http.newWebSocketBuilder()
            .subprotocols("hrana2")
            .buildAsync(
                URI.create(url().replace("http://", "ws://") + "/"),
                new WebSocket.Listener() {
                  @Override
                  public @Nullable CompletionStage<?> onText(
                      WebSocket webSocket, CharSequence text, boolean last) {
                    greeted.complete(text.toString());
                    webSocket.request(1);
                    return null;
                  }

                  @Override
                  public @Nullable CompletionStage<?> onClose(
                      WebSocket webSocket, int status, String reason) {
                    closed.complete(status);
                    return null;
                  }
                })
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    socket
        .sendText("{\"type\":\"hello\",\"jwt\":\"" + token + "\"}", true)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    String greeting = greeted.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!greeting.contains("hello_ok")) {
      throw new AssertionError(greeting);
    }
    return closed;
  }

  @Override
  public void close() {
    http.shutdownNow();
    gatehouse.close();
    published.close();
    superTokensSite.close();
  }
}
