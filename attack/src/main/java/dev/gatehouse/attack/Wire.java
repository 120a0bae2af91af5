package dev.gatehouse.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Bytes to a server and back, with no library between that would mend them. */
final class Wire {
  /** Asks the server to close after its answer, so that nobody has to wait for quiet. */
  static final String CLOSE = "Connection: close\r\n";

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int QUIET_MILLIS = 150;
  private static final int ANSWER_BYTES_MAX = 1 << 20;

  private Wire() {}

  /** Sends the text as it is and reads until the server is quiet or has closed. */
  static String talk(URI url, String request) throws IOException {
    return talk(url, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String talk(URI url, byte[] request) throws IOException {
    try (Socket socket = connect(url)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return read(socket);
    }
  }

  private static Socket connect(URI url) throws IOException {
    if (!"https".equals(url.getScheme())) {
      return new Socket(url.getHost(), url.getPort() < 0 ? 80 : url.getPort());
    }
    int port = url.getPort() < 0 ? 443 : url.getPort();
    var socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket(url.getHost(), port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
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
