package dev.gatehouse.testkit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One connection that a client made to a {@link ScriptedUpstream}. */
public final class ScriptedConnection {
  private final Socket socket;
  private final InputStream in;
  private final Consumer<RawMessage> onRequest;
  private final CountDownLatch testEnd;

  ScriptedConnection(Socket socket, Consumer<RawMessage> onRequest, CountDownLatch testEnd)
      throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.onRequest = onRequest;
    this.testEnd = testEnd;
  }

  /** The next request, or nothing where the client has left. */
  public Optional<RawMessage> readRequest() throws IOException {
    try {
      RawMessage request = new RawMessages(in).next(false);
      onRequest.accept(request);
      return Optional.of(request);
    } catch (EOFException | SocketException gone) {
      return Optional.empty();
    }
  }

  /** Takes this many raw bytes, or as many as come before the client leaves. */
  public byte[] readBytes(int count) throws IOException {
    return in.readNBytes(count);
  }

  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Lets time pass, but not beyond the end of the test. */
  public void pause(Duration time) throws InterruptedException {
    boolean ended = testEnd.await(time.toNanos(), TimeUnit.NANOSECONDS);
    if (ended) {
      throw new InterruptedException("the test ended");
    }
  }

  /** Reads and forgets until the client closes. */
  public void awaitClientGone() throws IOException {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketException reset) {
      // A reset is a way to leave, too.
      return;
    }
  }

  public void awaitTestEnd() throws InterruptedException {
    testEnd.await();
  }

  /** Ends the connection with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
