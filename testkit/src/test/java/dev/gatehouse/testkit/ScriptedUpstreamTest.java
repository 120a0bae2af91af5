package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ScriptedUpstreamTest {
  private static final String GET = "GET /x HTTP/1.1\r\nHost: up\r\nX-A: 1\r\nx-a: 2\r\n\r\n";
  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void recordsEveryRequestOfAConnection() throws Exception {
    try (var upstream = ScriptedUpstream.start(Script.answersJson(200, "{}"));
        var http = RawHttp.connect(upstream.uri())) {
      assertEquals("{}", http.send(GET).read().text());
      http.send("POST /y HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
      assertEquals(200, http.read().status());
      assertEquals("GET /x HTTP/1.1", upstream.awaitRequest().startLine());
      RawMessage second = upstream.awaitRequest();
      assertEquals("abc", second.text());
      assertEquals(1, upstream.connections());
      assertEquals(List.of("1", "2"), upstream.requests().getFirst().all("x-a"));
    }
  }

  @Test
  void keepsSilent() throws Exception {
    try (var upstream = ScriptedUpstream.start(Script.silent());
        var http = RawHttp.connect(upstream.uri(), SHORT)) {
      http.send(GET);
      assertThrows(SocketTimeoutException.class, http::read);
    }
  }

  @Test
  void closesAtOnce() throws Exception {
    try (var upstream = ScriptedUpstream.start(Script.closesAtOnce());
        var http = RawHttp.connect(upstream.uri())) {
      assertTrue(http.isClosedByServer());
    }
  }

  @Test
  void sendsHalfOfWhatItPromised() throws Exception {
    try (var upstream = ScriptedUpstream.start(Script.half("half"));
        var http = RawHttp.connect(upstream.uri())) {
      http.send(GET);
      assertThrows(EOFException.class, http::read);
    }
  }

  @Test
  void resetsInsteadOfAnswering() throws Exception {
    try (var upstream = ScriptedUpstream.start(Script.resets());
        var http = RawHttp.connect(upstream.uri())) {
      http.send(GET);
      assertThrows(SocketException.class, http::read);
    }
  }

  @Test
  void holdsTheSecondHalfUntilTheGateOpens() throws Exception {
    var gate = new CountDownLatch(1);
    String answer = Script.json(200, "{\"a\":1}");
    String before = answer.substring(0, answer.length() - 3);
    try (var upstream =
            ScriptedUpstream.start(Script.gated(before, gate, answer.substring(before.length())));
        var http = RawHttp.connect(upstream.uri())) {
      http.send(GET);
      upstream.awaitRequest();
      gate.countDown();
      assertEquals("{\"a\":1}", http.read().text());
    }
  }

  @Test
  void dripsByteByByte() throws Exception {
    Script script = Script.drips(Script.json(200, "{}"), Duration.ofNanos(1000));
    try (var upstream = ScriptedUpstream.start(script);
        var http = RawHttp.connect(upstream.uri())) {
      assertEquals("{}", http.send(GET).read().text());
    }
  }
}
