package dev.gatehouse.gateway.front;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that sends the bytes it is told, and reads whole answers. */
public final class RawClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

  private final Socket socket;

  /**
   * An answer.
   *
   * @param head the status line and the headers
   * @param body the body
   */
  public record Reply(String head, String body) {
    public int status() {
      return Integer.parseInt(head.substring(9, 12));
    }

    public boolean says(String header) {
      return head.toLowerCase(java.util.Locale.ROOT).contains("\r\n" + header + "\r\n");
    }
  }

  public RawClient(InetSocketAddress address) throws IOException {
    this(new Socket(address.getAddress(), address.getPort()));
  }

  public RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** Sends text, one byte for each character. */
  public RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  public Socket socket() {
    return socket;
  }

  /** The next answer; one without a length has no body here. */
  public Reply reply() throws IOException {
    return reply(true);
  }

  /** The next answer, with the body that its head announces or without. */
  public Reply reply(boolean withBody) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("closed after: " + head.toString(StandardCharsets.ISO_8859_1));
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    Matcher length = LENGTH.matcher(text);
    int bytes = withBody && length.find() ? Integer.parseInt(length.group(1)) : 0;
    byte[] body = socket.getInputStream().readNBytes(bytes);
    return new Reply(text, new String(body, StandardCharsets.UTF_8));
  }

  /** All that still comes, to the end of the connection; a reset is an end as well. */
  public String rest() throws IOException {
    var all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      in.transferTo(all);
    } catch (SocketException e) {
      return all.toString(StandardCharsets.ISO_8859_1);
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** Sends nothing more. */
  public RawClient end() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
