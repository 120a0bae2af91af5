package dev.gatehouse.gateway.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.GatewaySettings.Front;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Http1ConnectionIT {
  private static final String VERSION = "GET /version HTTP/1.1\r\nHost: a\r\n\r\n";

  private FrontDoor door;

  @BeforeEach
  void open() {
    door = new FrontDoor();
  }

  @AfterEach
  void close() {
    door.close();
  }

  private static String pipeline(String token, String body) {
    return pipelineHead(token, body.length()) + body;
  }

  private static String pipelineHead(String token, int length) {
    return "POST /v2/pipeline HTTP/1.1\r\nHost: a\r\nAuthorization: "
        + token
        + "\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  @Test
  void carriesOneRequestAfterTheOther() throws IOException {
    try (var client = new RawClient(door.address())) {
      for (int i = 0; i < 3; i++) {
        assertEquals("a:2:127.0.0.1", client.send(pipeline("a", "{}")).reply().body());
      }
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrderAndEachWithItsOwnToken() throws Exception {
    try (var client = new RawClient(door.address())) {
      client.send(pipeline(NotingJourney.HELD, "{}") + pipeline("b", "{ }") + VERSION);
      Runnable first = door.journey().held();
      assertEquals(1, door.journey().served().size());
      first.run();
      assertEquals("held:2:127.0.0.1", client.reply().body());
      assertEquals("b:3:127.0.0.1", client.reply().body());
      assertEquals("gatehouse test", client.reply().body());
    }
  }

  @Test
  void goesOnAfterARefusalWhoseSmallBodyStillComes() throws IOException {
    try (var client = new RawClient(door.address())) {
      client.send("POST /v2/pipeline HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{");
      RawClient.Reply refusal = client.reply();
      assertEquals(401, refusal.status());
      assertFalse(refusal.says("connection: close"));
      client.send("x".repeat(999) + pipeline("a", "{}"));
      assertEquals("a:2:127.0.0.1", client.reply().body());
    }
  }

  @Test
  void endsAfterARefusalWhoseLargeBodyStillComes() throws IOException {
    try (var client = new RawClient(door.address())) {
      client.send("POST /v2/pipeline HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n{");
      RawClient.Reply refusal = client.reply();
      assertEquals(401, refusal.status());
      assertTrue(refusal.says("connection: close"));
      assertEquals("", client.rest());
    }
  }

  @Test
  void refusesABodyThatIsAnnouncedTooLarge() throws IOException {
    try (var client = new RawClient(door.address())) {
      assertEquals(413, client.send(pipelineHead("a", 5 << 20)).reply().status());
    }
  }

  @Test
  void refusesALineAndAHeadThatAreTooLarge() throws IOException {
    try (var client = new RawClient(door.address())) {
      String line = "GET /version?" + "x".repeat(9 << 10) + " HTTP/1.1\r\nHost: a\r\n\r\n";
      assertEquals(413, client.send(line).reply().status());
    }
    try (var client = new RawClient(door.address())) {
      String head = "GET /version HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(17 << 10) + "\r\n\r\n";
      assertEquals(413, client.send(head).reply().status());
    }
  }

  @Test
  void tellsAClientThatWaitsToSendItsBody() throws IOException {
    String head = "POST /v2/pipeline HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n";
    try (var client = new RawClient(door.address())) {
      client.send(head + "Authorization: a\r\nExpect: 100-continue\r\n\r\n");
      assertEquals(100, client.reply().status());
      assertEquals("a:2:127.0.0.1", client.send("{}").reply().body());
      assertEquals("gatehouse test", client.send(VERSION).reply().body());
    }
  }

  @Test
  void refusesAClientThatWaitsToSendItsBodyWithoutAskingForIt() throws IOException {
    String head = "POST /v2/pipeline HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n";
    try (var client = new RawClient(door.address())) {
      RawClient.Reply reply = client.send(head + "Expect: 100-continue\r\n\r\n").reply();
      assertEquals(401, reply.status());
      assertTrue(reply.says("connection: close"));
      assertEquals("", client.rest());
    }
  }

  @Test
  void answersHeadWithoutABody() throws IOException {
    try (var client = new RawClient(door.address())) {
      client.send("HEAD /version HTTP/1.1\r\nHost: a\r\n\r\n");
      RawClient.Reply reply = client.reply(false);
      assertEquals(200, reply.status());
      assertTrue(reply.says("content-length: 14"));
      client.send("HEAD /v2/pipeline HTTP/1.1\r\nHost: a\r\n\r\n");
      RawClient.Reply refusal = client.reply(false);
      assertEquals(405, refusal.status());
      assertTrue(refusal.says("allow: post, options"));
      assertEquals("gatehouse test", client.send(VERSION).reply().body());
    }
  }

  @Test
  void closesWhereTheHeadDoesNotCome() throws IOException {
    try (var hasty = new FrontDoor(Front.PLAIN, bounds(100, 10_000), Optional.empty());
        var client = new RawClient(hasty.address())) {
      assertEquals("", client.send("GET /version HTTP/1.1\r\nHo").rest());
    }
  }

  @Test
  void closesWhereNoNextRequestComes() throws IOException {
    try (var hasty = new FrontDoor(Front.PLAIN, bounds(10_000, 100), Optional.empty());
        var client = new RawClient(hasty.address())) {
      assertEquals("gatehouse test", client.send(VERSION).reply().body());
      assertEquals("", client.rest());
    }
  }

  private static DecodeBounds bounds(long headMillis, long idleMillis) {
    return new DecodeBounds(
        8 << 10,
        16 << 10,
        4 << 20,
        Duration.ofMillis(headMillis),
        Duration.ofSeconds(10),
        Duration.ofMillis(idleMillis));
  }

  static Stream<String> stages() {
    return Stream.of(
        pipelineHead("a", 2),
        pipelineHead("a", 1_000) + "{",
        pipeline(NotingJourney.HELD, "{}"),
        pipeline(NotingJourney.HELD, "{}") + pipeline("b", "{}"));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void givesEverythingBackWhenTheClientVanishes(String sent) throws Exception {
    try (var client = new RawClient(door.address())) {
      client.send(sent);
      NotingJourney.await(door.journey().begun());
    }
    NotingJourney.await(door.journey().ended());
    assertInstanceOf(ClientGone.class, NotingJourney.await(door.journey().refusals()));
  }

  @Test
  void endsAtOnceWhenItDrainsIdle() throws IOException {
    try (var client = new RawClient(door.address())) {
      assertEquals("gatehouse test", client.send(VERSION).reply().body());
      door.drain();
      assertEquals("", client.rest());
    }
  }

  @Test
  void finishesWhatItDoesWhenItDrains() throws Exception {
    try (var client = new RawClient(door.address())) {
      client.send(pipeline(NotingJourney.HELD, "{}"));
      Runnable reply = door.journey().held();
      door.drain();
      reply.run();
      RawClient.Reply answer = client.reply();
      assertEquals(200, answer.status());
      assertTrue(answer.says("connection: close"));
      assertEquals("", client.rest());
    }
  }

  @Test
  void ignoresAnUpgradeToHttp2() throws IOException {
    try (var client = new RawClient(door.address())) {
      client.send(
          "GET /version HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n"
              + "Connection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\n\r\n");
      assertEquals("gatehouse test", client.reply().body());
    }
  }
}
