package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.token.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class WebSocketUpgradeIT {
  private static final String HEAD =
      "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  private static ServerSocket upstream;
  private static GatewayStand gateway;

  @BeforeAll
  static void start() throws Exception {
    upstream = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    gateway =
        new GatewayStand(
            URI.create("http://127.0.0.1:" + upstream.getLocalPort()), SigningKey.generate());
    gateway.tenant("a", Lifecycle.ACTIVE);
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    upstream.close();
  }

  private static Socket connect() throws IOException {
    URI url = gateway.url();
    var socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void write(Socket socket, String head) throws IOException {
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String readHead(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static String answerTo(String request) throws IOException {
    try (Socket socket = connect()) {
      write(socket, request);
      return readHead(socket);
    }
  }

  private static void assertContains(String expected, String head) {
    assertTrue(head.contains(expected), () -> "expected " + expected + " in " + head);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hrana1, hrana2, hrana3|hrana3",
        "hrana2,hrana1|hrana2",
        "HRANA3-Protobuf, hrana3|hrana3-protobuf",
        "graphql, hrana1|hrana1",
      })
  void choosesTheBestSubprotocol(String offered, String chosen) throws IOException {
    String head = answerTo(HEAD + "Sec-WebSocket-Protocol: " + offered + "\r\n\r\n");
    assertContains("HTTP/1.1 101", head);
    assertContains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head);
    assertContains("sec-websocket-protocol: " + chosen + "\r\n", head);
  }

  @Test
  void aClientThatNamesNoSubprotocolGetsNone() throws IOException {
    String head = answerTo(HEAD + "\r\n");
    assertContains("HTTP/1.1 101", head);
    assertTrue(!head.contains("sec-websocket-protocol"), head);
  }

  @Test
  void anUnknownSubprotocolIsRefused() throws IOException {
    assertContains("HTTP/1.1 400", answerTo(HEAD + "Sec-WebSocket-Protocol: graphql\r\n\r\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permessage-deflate; client_max_window_bits|true",
        "x-other, permessage-deflate|true",
        "permessage-deflate; server_max_window_bits=15|true",
        "permessage-deflate; server_max_window_bits=10|false",
        "permessage-deflate; server_max_window_bits=10, permessage-deflate|true",
        "permessage-deflate; client_max_window_bits=7|false",
        "permessage-deflate; magic|false",
        "x-webkit-deflate-frame|false",
      })
  void deflatesForClientsThatOfferIt(String offered, boolean taken) throws IOException {
    String head = answerTo(HEAD + "Sec-WebSocket-Extensions: " + offered + "\r\n\r\n");
    assertContains("HTTP/1.1 101", head);
    assertEquals(taken, head.contains("sec-websocket-extensions: permessage-deflate; server_no"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
        "Sec-WebSocket-Version: 13\r\n",
        "Content-Length: 3\r\n",
        "Host: b\r\n",
      })
  void anOddUpgradeIsRefused(String more) throws IOException {
    assertContains("HTTP/1.1 400", answerTo(HEAD + more + "\r\nabc"));
  }

  @Test
  void aRefusedUpgradeIsTalliedOnce() throws Exception {
    URI nowhere = URI.create("http://127.0.0.1:" + upstream.getLocalPort());
    try (var own = new GatewayStand(nowhere, SigningKey.generate())) {
      for (int i = 0; i < 3; i++) {
        try (var socket = new Socket(own.url().getHost(), own.url().getPort())) {
          socket.setSoTimeout(10_000);
          write(socket, HEAD + "Sec-WebSocket-Version: 12\r\n\r\n");
          assertContains("HTTP/1.1 400", readHead(socket));
        }
      }
      // Whatever is counted has been when the last connection has gone.
      own.gateway().drain(Duration.ofSeconds(10));
      assertEquals(3, own.refusals("MALFORMED"));
      assertEquals(3, own.requests("websocket"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upgrade: h2c\r\n", "Upgrade: websocket\r\n", ""})
  void aPlainGetOfTheRootIsNoSession(String upgrade) throws IOException {
    String head = answerTo("GET / HTTP/1.1\r\nHost: a\r\n" + upgrade + "\r\n");
    assertTrue(!head.startsWith("HTTP/1.1 101"), head);
    assertTrue(head.startsWith("HTTP/1.1 40"), head);
  }

  @Test
  void anUpgradeBehindAnUnansweredRequestIsNone() throws IOException {
    try (Socket socket = connect()) {
      write(
          socket,
          "POST /v2/pipeline HTTP/1.1\r\nHost: a\r\nauthorization: Bearer "
              + gateway.token("a", Access.READ_WRITE)
              + "\r\nContent-Length: 15\r\n\r\n{\"requests\":[]}"
              + HEAD
              + "\r\n");
      try (Socket accepted = upstream.accept()) {
        write(accepted, "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
        assertContains("HTTP/1.1", readHead(socket));
      }
    }
  }

  @Test
  void whatComesRightBehindTheUpgradeIsTheSessions() throws IOException {
    try (Socket socket = connect()) {
      // An empty text message, masked: no hello.
      byte[] frame = {(byte) 0x81, (byte) 0x80, 0, 0, 0, 0};
      var bytes = new ByteArrayOutputStream();
      bytes.writeBytes((HEAD + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      bytes.writeBytes(frame);
      socket.getOutputStream().write(bytes.toByteArray());
      assertContains("HTTP/1.1 101", readHead(socket));
      assertEquals(0x88, socket.getInputStream().read());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
            + "sec-websocket-accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n"
            + "sec-websocket-protocol: hrana2\r\n\r\n",
        "nonsense\r\n\r\n",
      })
  void anUpstreamThatIsNoSessionIsTold(String answer) throws Exception {
    try (SessionClient client = SessionClient.open(gateway.url(), "hrana2")) {
      client.send(SessionClient.helloWith(gateway.token("a", Access.READ_WRITE)));
      refuse(answer);
      if (answer.isEmpty()) {
        // One that goes away is asked once more.
        refuse(answer);
      }
      assertContains("\"type\":\"hello_error\"", client.next());
      assertEquals("close 1000 Thank you for using sqld", client.next());
    }
  }

  private static void refuse(String answer) throws IOException {
    try (Socket accepted = upstream.accept()) {
      String head = readHead(accepted);
      assertContains("GET / HTTP/1.1\r\n", head);
      assertContains("host: gatehouse\r\n", head);
      assertContains("sec-websocket-protocol: hrana2\r\n", head);
      assertTrue(!head.contains("authorization"), head);
      assertEquals(2, head.split("x-namespace-bin: ", -1).length, head);
      write(accepted, answer);
    }
  }
}
