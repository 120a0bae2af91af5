package dev.gatehouse.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Bytes to a server and back, with no library between that would mend them. */
final class Wire {
  /** Asks the server to close after its answer, so that nobody has to wait for quiet. */
  static final String CLOSE = "Connection: close\r\n";

  /** A limit says nothing about a rule: what met one is tried this often again. */
  static final int TRIES_MAX = 6;

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int QUIET_MILLIS = 150;
  private static final int ANSWER_BYTES_MAX = 1 << 20;
  private static final int OVER_LIMIT = 429;
  private static final int WAIT_SECONDS_MAX = 5;
  private static final Pattern RETRY_AFTER = Pattern.compile("(?i)\r\nretry-after: ?(\\d{1,3})\r");

  private Wire() {}

  /** Sends the text as it is and reads until the server is quiet or has closed. */
  static String talk(Range range, String request) throws IOException {
    return talk(range, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String talk(Range range, byte[] request) throws IOException {
    String answer = once(range, request);
    for (int tries = 1; status(answer) == OVER_LIMIT && tries < TRIES_MAX; tries++) {
      Matcher after = RETRY_AFTER.matcher(answer);
      pause(after.find() ? Integer.parseInt(after.group(1)) : 1);
      answer = once(range, request);
    }
    return answer;
  }

  /** The same, but a limit that is met is the answer. */
  static String once(Range range, byte[] request) throws IOException {
    try (Socket socket = connect(range)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return read(socket);
    }
  }

  static void pause(int seconds) throws InterruptedIOException {
    try {
      Thread.sleep(1_000L * Math.clamp(seconds, 1, WAIT_SECONDS_MAX));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /** Whether somebody at the address still answers requests. */
  static boolean isAnswered(Range range) {
    try {
      return status(talk(range, request("GET /health", "", ""))) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A connection to the range.
   *
   * @param protocols what to offer where it is encrypted
   */
  static Socket connect(Range range, String... protocols) throws IOException {
    URI url = range.url();
    if (!"https".equals(url.getScheme())) {
      return new Socket(url.getHost(), url.getPort() < 0 ? 80 : url.getPort());
    }
    int port = url.getPort() < 0 ? 443 : url.getPort();
    var socket = (SSLSocket) range.tls().getSocketFactory().createSocket(url.getHost(), port);
    // The end of the handshake and a request are two small writes.
    socket.setTcpNoDelay(true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static String read(Socket socket) throws IOException {
    var answer = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[8192];
    try {
      int count = in.read(buffer);
      socket.setSoTimeout(QUIET_MILLIS);
      while (count >= 0 && answer.size() < ANSWER_BYTES_MAX) {
        answer.write(buffer, 0, count);
        count = in.read(buffer);
      }
    } catch (SocketTimeoutException quiet) {
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  /** A well-formed request, as text. */
  static String request(String line, String headers, String body) {
    return line
        + " HTTP/1.1\r\nHost: gatehouse\r\n"
        + CLOSE
        + headers
        + "Content-Length: "
        + body.getBytes(StandardCharsets.ISO_8859_1).length
        + "\r\n\r\n"
        + body;
  }

  /** A well-formed POST whose body is bytes. */
  static byte[] post(String path, String headers, byte[] body) {
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: a\r\n"
            + CLOSE
            + headers
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    return Protobuf.message(head.getBytes(StandardCharsets.ISO_8859_1), body);
  }

  static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  /** The status of the first answer; 0 where there is none. */
  static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") && answer.length() >= 12
        ? Integer.parseInt(answer.substring(9, 12))
        : 0;
  }
}
