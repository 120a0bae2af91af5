package dev.gatehouse.sqld;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Asks a loopback port for one path and looks at nothing but the status of the answer. */
final class StatusProbe {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int STATUS_LINE_BYTES = "HTTP/1.1 200".length();

  private StatusProbe() {}

  /** The status of the answer, or nothing where there is no answer. */
  static OptionalInt ask(int port, String path, String authorization) {
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
            .formatted(path, authorization);
    try (var socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] line = socket.getInputStream().readNBytes(STATUS_LINE_BYTES);
      String text = new String(line, StandardCharsets.US_ASCII);
      return text.matches("HTTP/1\\.1 \\d{3}")
          ? OptionalInt.of(Integer.parseInt(text.substring(STATUS_LINE_BYTES - 3)))
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }
}
