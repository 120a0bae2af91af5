package dev.gatehouse.admin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The listener on the wire: keys, framing, bounds, its end. */
final class AdminListenerTest {
  private static final AdminKey KEY = AdminKey.configured("the-key-of-the-tests");
  private static final String CREDENTIAL = "authorization: Bearer the-key-of-the-tests\n";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CountDownLatch slowBegun = new CountDownLatch(1);
  private final CountDownLatch slowMayEnd = new CountDownLatch(1);
  private final TestDispatcher dispatcher;
  private final AdminListener listener;

  AdminListenerTest(@TempDir Path folder) throws AdminListenException {
    dispatcher =
        TestDispatcher.over(
            folder,
            KEY,
            List.of(
                new Stub("GET", "/v1/open", Permission.NONE, _ -> Reply.noContent()),
                new Stub("GET", "/v1/closed", Permission.READ, _ -> Reply.json(200, Map.of())),
                new Stub("POST", "/v1/sized", Permission.READ, AdminListenerTest::size),
                new Stub("GET", "/v1/slow", Permission.READ, _ -> slow()),
                new Stub("GET", "/v1/broken", Permission.READ, _ -> broken())));
    listener = AdminListener.open("127.0.0.1", 0, KEY, dispatcher.dispatcher());
  }

  @AfterEach
  void close() {
    slowMayEnd.countDown();
    listener.close();
    dispatcher.close();
  }

  /** An endpoint made on the spot. */
  private record Stub(String method, String path, Permission permission, Handling handling)
      implements Endpoint {
    @Override
    public Reply handle(Call call) {
      return handling.handle(call);
    }
  }

  private interface Handling {
    Reply handle(Call call);
  }

  private record Sized(String text) {}

  private static Reply size(Call call) {
    return Reply.json(200, Map.of("chars", call.json(Sized.class).text().length()));
  }

  private Reply slow() {
    slowBegun.countDown();
    try {
      slowMayEnd.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Reply.json(200, Map.of("slow", true));
  }

  private static Reply broken() {
    throw new IllegalStateException("an inner secret");
  }

  private Wire connect() throws IOException {
    return new Wire(listener.address());
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\nhost: x\n" + CREDENTIAL + "\n";
  }

  private static String postHead(String headers) {
    return "POST /v1/sized HTTP/1.1\nhost: x\ncontent-type: application/json\n"
        + CREDENTIAL
        + headers
        + "\n";
  }

  private static String code(Wire.Answer answer) {
    assertEquals("application/problem+json", answer.header("content-type"), answer.body());
    return Json.read(answer.body().getBytes(StandardCharsets.UTF_8), Code.class).code();
  }

  private record Code(
      String type, String title, int status, String detail, String code, JsonNode errors) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "authorization: Bearer\n",
        "authorization: Bearer \n",
        "authorization: Bearer the-key-of-the-test\n",
        "authorization: Bearer the-key-of-the-testsX\n",
        "authorization: Basic the-key-of-the-tests\n",
        "authorization: the-key-of-the-tests\n",
        "authorization: Bearer wrong-key-of-all\n" + CREDENTIAL,
        CREDENTIAL + CREDENTIAL
      })
  void answersNobodyWithoutTheKey(String headers) throws IOException {
    for (String target :
        List.of("GET /v1/closed", "GET /v1/none", "PUT /v1/closed", "PUT /v1/open", "GET /%zz")) {
      try (Wire wire = connect()) {
        wire.send(target + " HTTP/1.1\nhost: x\n" + headers + "\n");
        Wire.Answer answer = wire.receive();
        assertEquals(401, answer.status(), target);
        assertEquals("unauthorized", code(answer));
        assertEquals("Bearer", answer.header("www-authenticate"));
      }
    }
  }

  @Test
  void answersStrangersWhereTheyMayCall() throws IOException {
    try (Wire wire = connect()) {
      wire.send("GET /v1/open HTTP/1.1\nhost: x\n\n");
      assertEquals(204, wire.receive().status());
    }
  }

  @Test
  void takesTheSchemeInAnyCase() throws IOException {
    try (Wire wire = connect()) {
      wire.send(get("/v1/closed").replace("Bearer", "bEARER"));
      assertEquals(200, wire.receive().status());
    }
  }

  @Test
  void saysWhichMethodsAPathHas() throws IOException {
    try (Wire wire = connect()) {
      wire.send(get("/v1/closed").replace("GET", "PUT"));
      Wire.Answer answer = wire.receive();
      assertEquals("wrong-method", code(answer));
      assertEquals("GET", answer.header("allow"));
      wire.send(get("/v1/none"));
      assertEquals("unknown-path", code(wire.receive()));
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws IOException {
    try (Wire wire = connect()) {
      wire.send(get("/v1/closed") + get("/v1/none") + get("/v1/closed") + get("/v1/open"));
      assertEquals(200, wire.receive().status());
      assertEquals(404, wire.receive().status());
      assertEquals(200, wire.receive().status());
      assertEquals(204, wire.receive().status());
    }
  }

  @Test
  void endsTheConnectionThatAsksForIt() throws IOException {
    try (Wire wire = connect()) {
      wire.send(get("/v1/closed").replace("host: x\n", "host: x\nconnection: close\n"));
      assertEquals("close", wire.receive().header("connection"));
      assertTrue(wire.isEnded());
    }
  }

  @Test
  void readsABodyOfTheLargestSize() throws IOException {
    String text = "x".repeat(AdminConnectionHandler.BODY_BYTES_MAX - "{\"text\":\"\"}".length());
    String body = "{\"text\":\"" + text + "\"}";
    try (Wire wire = connect()) {
      wire.send(postHead("content-length: " + body.length() + "\n") + body);
      assertEquals("{\"chars\":" + text.length() + "}", wire.receive().body());
      wire.send(get("/v1/closed"));
      assertEquals(200, wire.receive().status());
    }
  }

  @Test
  void refusesABodyThatSaysItIsLargerBeforeItComes() throws IOException {
    try (Wire wire = connect()) {
      wire.send(postHead("content-length: 1048577\n"));
      Wire.Answer answer = wire.receive();
      assertEquals("body-too-large", code(answer));
      assertEquals("close", answer.header("connection"));
      wire.send("x".repeat(1_048_577));
      assertTrue(wire.isEnded());
    }
  }

  @Test
  void refusesABodyThatTurnsOutToBeLarger() throws IOException {
    String chunk = "10000\n" + "x".repeat(0x10000) + "\n";
    try (Wire wire = connect()) {
      wire.send(postHead("transfer-encoding: chunked\n"));
      for (int i = 0; i < 17; i++) {
        wire.send(chunk);
      }
      assertEquals("body-too-large", code(wire.receive()));
      wire.send("0\n\n");
      assertTrue(wire.isEnded());
    }
  }

  @Test
  void readsNoBodyOfStrangers() throws IOException {
    try (Wire wire = connect()) {
      wire.send(postHead("content-length: 100\n").replace(CREDENTIAL, ""));
      assertEquals("unauthorized", code(wire.receive()));
      wire.send("x".repeat(100));
      assertTrue(wire.isEnded());
    }
  }

  @Test
  void asksForTheBodyThatWaitsToBeAskedFor() throws IOException {
    try (Wire wire = connect()) {
      wire.send(postHead("content-length: 12\nexpect: 100-continue\n"));
      assertEquals(100, wire.receive().status());
      wire.send("{\"text\":\"a\"}");
      assertEquals("{\"chars\":1}", wire.receive().body());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /v1/closed HTTP/1.1\nhost : x\n\n', 400, malformed",
    "'GET /v1/closed\n\n', 400, malformed",
    "'nonsense\n\n', 400, malformed",
    "'GET /v1/open HTTP/1.1\nhost: x\ncontent-length: 1\ncontent-length: 2\n\n', 400, malformed"
  })
  void refusesWhatIsNotHttp(String text, int status, String code) throws IOException {
    try (Wire wire = connect()) {
      wire.send(text);
      Wire.Answer answer = wire.receive();
      assertEquals(status, answer.status());
      assertEquals(code, code(answer));
      assertTrue(wire.isEnded());
    }
  }

  @Test
  void boundsTheFirstLineAndTheHeaders() throws IOException {
    try (Wire wire = connect()) {
      wire.send("GET /" + "x".repeat(10_000) + " HTTP/1.1\n\n");
      assertEquals("uri-too-long", code(wire.receive()));
    }
    try (Wire wire = connect()) {
      wire.send("GET / HTTP/1.1\nx: " + "x".repeat(10_000) + "\n\n");
      assertEquals("headers-too-large", code(wire.receive()));
    }
  }

  @Test
  void refusesABadlyFramedBody() throws IOException {
    try (Wire wire = connect()) {
      wire.send(postHead("transfer-encoding: chunked\n") + "zz\n");
      assertEquals("malformed", code(wire.receive()));
      assertTrue(wire.isEnded());
    }
  }

  @Test
  void boundsItsConnections() throws IOException {
    var open = new ArrayList<Wire>();
    try {
      for (int i = 0; i < AdminListener.CONNECTIONS_MAX; i++) {
        open.add(connect());
      }
      try (Wire oneTooMany = connect()) {
        assertTrue(oneTooMany.isEnded());
      }
      open.getFirst().send(get("/v1/closed"));
      assertEquals(200, open.getFirst().receive().status());
    } finally {
      for (Wire wire : open) {
        wire.close();
      }
    }
  }

  @Test
  void tellsNothingOfAnInnerFault() throws IOException {
    try (Wire wire = connect()) {
      wire.send(get("/v1/broken"));
      Wire.Answer answer = wire.receive();
      assertEquals(500, answer.status());
      assertEquals("internal", code(answer));
      assertFalse(answer.body().contains("secret"), answer.body());
    }
  }

  @Test
  void answersWhatItWasAskedBeforeItsEnd() throws Exception {
    try (Wire idle = connect();
        Wire busy = connect();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      idle.send(get("/v1/closed"));
      idle.receive();
      busy.send(get("/v1/slow"));
      slowBegun.await();
      var closing = threads.submit(listener::close);
      assertTrue(idle.isEnded());
      slowMayEnd.countDown();
      Wire.Answer answer = busy.receive();
      assertEquals("{\"slow\":true}", answer.body());
      assertEquals("close", answer.header("connection"));
      assertTrue(busy.isEnded());
      closing.get();
    }
  }

  @Test
  void answersOnceMoreOnWhatIsKeptWhenItLeaves() throws Exception {
    try (Wire kept = connect();
        Wire busy = connect()) {
      kept.send(get("/v1/closed"));
      kept.receive();
      busy.send(get("/v1/slow"));
      slowBegun.await();

      listener.leave();

      kept.send(get("/v1/closed"));
      Wire.Answer last = kept.receive();
      assertEquals(200, last.status());
      assertEquals("close", last.header("connection"));
      assertTrue(kept.isEnded());
      slowMayEnd.countDown();
      assertEquals("close", busy.receive().header("connection"));
      listener.awaitLeft(PATIENCE);
      assertTrue(busy.isEnded());
    }
  }
}
