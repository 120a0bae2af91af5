package dev.gatehouse.gateway.it;

import static dev.gatehouse.gateway.it.FaultStand.ANSWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RawMessage;
import dev.gatehouse.testkit.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class UpstreamFaultIT {
  private static final String BEGIN = "{\"baton\":null,\"base_url\":null,\"results\":[";

  private static void assertRefusal(int status, String code, RawMessage answer) {
    assertEquals(status, answer.status(), answer.text());
    assertTrue(answer.text().contains('"' + code + '"'), answer.text());
  }

  /** One request comes, the client is told this, and nothing stays behind. */
  private static void assertTold(Script script, int status, String code) throws IOException {
    try (FaultStand stand = FaultStand.strict(script)) {
      assertRefusal(status, code, stand.ask());
      assertTrue(stand.upstream().requests().size() <= 1, "sent again");
      stand.assertNothingLeft();
    }
  }

  /** The client sees that the answer is not whole, and nothing stays behind. */
  private static void assertCut(Script script) throws IOException {
    try (FaultStand stand = FaultStand.strict(script)) {
      assertThrows(IOException.class, stand::ask);
      assertEquals(1, stand.upstream().requests().size());
      stand.assertNothingLeft();
    }
  }

  /** Another script for each connection; the last one for all that follow. */
  private static Script inTurn(Script... scripts) {
    var next = new AtomicInteger();
    return connection ->
        scripts[Math.min(next.getAndIncrement(), scripts.length - 1)].play(connection);
  }

  private static Script answers() {
    return Script.answersJson(200, ANSWER);
  }

  private static Script once(String bytes) {
    return connection -> {
      connection.readRequest();
      connection.write(bytes);
      connection.awaitClientGone();
    };
  }

  @Test
  void aCloseAtOnceLeavesTheOutcomeUnknown() throws IOException {
    assertTold(Script.closesAtOnce(), 502, "OUTCOME_UNKNOWN");
  }

  @Test
  void aCloseAfterTheRequestLeavesTheOutcomeUnknown() throws IOException {
    assertTold(Script.closesAfterRequest(), 502, "OUTCOME_UNKNOWN");
  }

  @Test
  void aResetLeavesTheOutcomeUnknown() throws IOException {
    assertTold(Script.resets(), 502, "OUTCOME_UNKNOWN");
  }

  @Test
  void halfAHeadIsNoAnswer() throws IOException {
    Script script =
        connection -> {
          connection.readRequest();
          connection.write("HTTP/1.1 200 OK\r\ncontent-le");
        };
    assertTold(script, 502, "UPSTREAM_MALFORMED");
  }

  @Test
  void garbageIsNoAnswer() throws IOException {
    assertTold(Script.garbage(), 502, "UPSTREAM_MALFORMED");
  }

  @Test
  void aBodyThatIsNoPipelinesIsNoAnswer() throws IOException {
    assertTold(Script.answersJson(200, "{\"rows\":[]}"), 502, "UPSTREAM_MALFORMED");
  }

  @Test
  void silenceIsBounded() throws IOException {
    assertTold(Script.silent(), 504, "UPSTREAM_TIMEOUT");
  }

  @Test
  void aSwitchOfProtocolsNeverReachesTheClient() throws IOException {
    assertTold(
        once("HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n"),
        500,
        "INTERNAL");
  }

  @Test
  void halfABodyIsCut() throws IOException {
    assertCut(Script.half(BEGIN));
  }

  @Test
  void halfAChunkedBodyIsCut() throws IOException {
    assertCut(
        connection -> {
          connection.readRequest();
          connection.write(chunkedBegin());
        });
  }

  @Test
  void aResetInTheBodyCutsIt() throws IOException {
    assertCut(Script.resetsAfter(chunkedBegin()));
  }

  @Test
  void silenceInTheBodyCutsIt() throws IOException {
    assertCut(once(chunkedBegin()));
  }

  @Test
  void aBrokenChunkCutsTheBody() throws IOException {
    assertCut(once(chunkedBegin() + "nonsense\r\n"));
  }

  private static String chunkedBegin() {
    return "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
        + Integer.toHexString(BEGIN.length())
        + "\r\n"
        + BEGIN
        + "\r\n";
  }

  @Test
  void aForgottenNamespaceIsAskedForThreeTimes() throws IOException {
    try (FaultStand stand = FaultStand.strict(once(Script.json(404, "{\"error\":\"none\"}")))) {
      assertRefusal(503, "UPSTREAM_FORGOT", stand.ask());
      assertEquals(3, stand.upstream().requests().size());
      stand.assertNothingLeft();
    }
  }

  @Test
  void aNamespaceDeletedMeanwhileIsNotAskedForAgain() throws IOException {
    var stand = new AtomicReference<FaultStand>();
    Script forgets = once(Script.json(404, "{\"error\":\"none\"}"));
    Script deleted =
        connection -> {
          stand.get().deleteTenant();
          forgets.play(connection);
        };
    try (FaultStand strict = FaultStand.strict(deleted)) {
      stand.set(strict);
      assertRefusal(404, "NAMESPACE_NOT_FOUND", strict.ask());
      assertEquals(1, strict.upstream().requests().size());
    }
  }

  @Test
  void anotherTryNeedsNoOtherConnection() throws IOException {
    Script forgets = once(Script.json(404, "{\"error\":\"none\"}"));
    try (FaultStand stand = FaultStand.narrow(inTurn(forgets, forgets, answers()))) {
      assertEquals(200, stand.ask().status());
      stand.awaitOpen(1);
    }
  }

  @Test
  void aRefusedConnectionIsToldWithATimeToRetry() throws IOException {
    try (FaultStand stand = FaultStand.strict(answers())) {
      stand.upstream().close();
      for (int i = 0; i < 3; i++) {
        RawMessage answer = stand.ask();
        if (answer.status() != 429) {
          assertRefusal(503, "UPSTREAM_DOWN", answer);
          assertEquals("1", answer.first("retry-after"));
        }
      }
    }
  }

  @Test
  void anAnswerBeforeTheRequestIsWholeEndsTheConnection() throws IOException {
    var answered = new CountDownLatch(1);
    Script hasty =
        connection -> {
          connection.readBytes(1);
          connection.write(Script.json(200, ANSWER));
          answered.await();
          connection.awaitClientGone();
        };
    String body = "{\"baton\":null,\"requests\":[]" + " ".repeat(4_000_000) + "}";
    try (FaultStand stand = FaultStand.strict(hasty, Duration.ofSeconds(10));
        RawHttp client = stand.connect()) {
      assertEquals(200, client.send(stand.request(body)).read().status());
      answered.countDown();
      stand.assertNothingLeft();
    }
  }

  @Test
  void aConnectionThatIsToCloseCarriesNoOtherRequest() throws IOException {
    String closing =
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: " + ANSWER.length() + "\r\n\r\n";
    try (FaultStand stand = FaultStand.strict(once(closing + ANSWER))) {
      assertEquals(200, stand.ask().status());
      stand.assertNothingLeft();
    }
  }

  @Test
  void anAnswerOfTheOldProtocolEndsTheConnection() throws IOException {
    String old = "HTTP/1.0 200 OK\r\ncontent-length: " + ANSWER.length() + "\r\n\r\n";
    try (FaultStand stand = FaultStand.strict(once(old + ANSWER))) {
      assertEquals(200, stand.ask().status());
      stand.assertNothingLeft();
    }
  }

  @Test
  void aWholeAnswerLeavesItsConnectionForTheNext() throws IOException {
    try (FaultStand stand = FaultStand.strict(answers());
        RawHttp client = stand.connect()) {
      for (int i = 0; i < 5; i++) {
        assertEquals(200, client.send(stand.request()).read().status());
      }
      assertEquals(1, stand.upstream().connections());
      stand.awaitOpen(1);
    }
  }

  @Test
  void anAnswerThatNobodyAskedForReachesNobody() throws IOException {
    String poison = BEGIN + "\"poison\"]}";
    Script twice = once(Script.json(200, ANSWER) + Script.json(200, poison));
    try (FaultStand stand = FaultStand.strict(inTurn(twice, answers()));
        RawHttp client = stand.connect()) {
      client.send(stand.request() + stand.request());
      assertEquals(ANSWER, client.read().text());
      assertEquals(ANSWER, client.read().text());
      stand.awaitOpen(1);
      assertEquals(2, stand.upstream().connections());
    }
  }

  @Test
  void halfAnAnswerThatNobodyAskedForEndsTheConnection() throws IOException {
    var answered = new CountDownLatch(1);
    Script murmurs =
        connection -> {
          connection.readRequest();
          connection.write(Script.json(200, ANSWER));
          answered.await();
          connection.write("HTTP/1.1 200 OK\r\ncontent-");
          connection.awaitClientGone();
        };
    try (FaultStand stand = FaultStand.strict(murmurs)) {
      assertEquals(200, stand.ask().status());
      stand.awaitOpen(1);
      answered.countDown();
      stand.assertNothingLeft();
    }
  }

  @Test
  void requestsThatWaitForAConnectionAreAllAnswered() throws Exception {
    try (FaultStand stand = FaultStand.narrow(answers());
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RawMessage>> asked = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        asked.add(clients.submit(stand::ask));
      }
      for (Future<RawMessage> one : asked) {
        RawMessage answer = one.get();
        assertEquals(200, answer.status(), answer.text());
      }
      assertTrue(stand.upstream().connections() <= 2, "one connection for each loop");
    }
  }
}
