package dev.gatehouse.testkit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A TCP connection that sends exactly the bytes it is told to. */
public final class RawHttp implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Socket socket;
  private final BufferedInputStream in;

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  public static RawHttp connect(URI server) throws IOException {
    return connect(server, TIMEOUT);
  }

  /** A connection whose reads fail after this long. */
  public static RawHttp connect(URI server, Duration readTimeout) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(readTimeout.toMillis()));
      socket.connect(
          new InetSocketAddress(server.getHost(), server.getPort()), (int) TIMEOUT.toMillis());
      return new RawHttp(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  public RawHttp send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** The next message from the server. */
  public RawMessage read() throws IOException {
    return new RawMessages(in).next(true);
  }

  /** Everything up to and with this text. */
  public String readThrough(String end) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the server closed before it said " + end + ": " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** Everything until the server closes. */
  public String readToEnd() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Whether the server closes, or resets, without another byte. */
  public boolean isClosedByServer() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  /** Says that nothing more is sent, and goes on reading. */
  public void closeOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Ends the connection with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
