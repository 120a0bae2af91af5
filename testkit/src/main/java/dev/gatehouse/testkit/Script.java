package dev.gatehouse.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** How an upstream behaves on one connection, from the first byte to the close. */
@FunctionalInterface
public interface Script {
  void play(ScriptedConnection connection) throws IOException, InterruptedException;

  /** Answers every request of a connection with these bytes. */
  static Script answers(String bytes) {
    return connection -> {
      while (connection.readRequest().isPresent()) {
        connection.write(bytes);
      }
    };
  }

  /** Answers every request with a JSON body and a length. */
  static Script answersJson(int status, String body) {
    return answers(json(status, body));
  }

  /** Takes a request and says nothing until the client leaves or the test ends. */
  static Script silent() {
    return connection -> {
      connection.readRequest();
      connection.awaitClientGone();
    };
  }

  /** Answers one byte at a time, with a pause after each. */
  static Script drips(String bytes, Duration pause) {
    return connection -> {
      connection.readRequest();
      for (byte one : bytes.getBytes(StandardCharsets.ISO_8859_1)) {
        connection.write(new byte[] {one});
        connection.pause(pause);
      }
      connection.awaitClientGone();
    };
  }

  /** Answers the first half, and the second when the gate opens. */
  static Script gated(String before, CountDownLatch gate, String after) {
    return connection -> {
      connection.readRequest();
      connection.write(before);
      gate.await();
      connection.write(after);
      connection.awaitClientGone();
    };
  }

  /** Closes as soon as somebody connects. */
  static Script closesAtOnce() {
    return _ -> {};
  }

  /** Reads a request and closes without a word. */
  static Script closesAfterRequest() {
    return ScriptedConnection::readRequest;
  }

  /** Promises a body of twice this size, sends this, and closes. */
  static Script half(String body) {
    return connection -> {
      connection.readRequest();
      connection.write(head(200, body.length() * 2) + body);
    };
  }

  /** Reads a request and resets the connection. */
  static Script resets() {
    return connection -> {
      connection.readRequest();
      connection.reset();
    };
  }

  /** Sends these bytes, then resets the connection. */
  static Script resetsAfter(String bytes) {
    return connection -> {
      connection.readRequest();
      connection.write(bytes);
      connection.reset();
    };
  }

  /** Answers with something that is no HTTP. */
  static Script garbage() {
    return connection -> {
      connection.readRequest();
      connection.write("\u0000\u00ff\u0016 this was never HTTP\r\n\r\n");
    };
  }

  /** Accepts, and takes no byte from the wire until the test ends. */
  static Script neverReads() {
    return ScriptedConnection::awaitTestEnd;
  }

  /** The bytes of an answer with a JSON body. */
  static String json(int status, String body) {
    return head(status, body.getBytes(StandardCharsets.UTF_8).length) + body;
  }

  private static String head(int status, int length) {
    return "HTTP/1.1 %d Told\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
        .formatted(status, length);
  }
}
