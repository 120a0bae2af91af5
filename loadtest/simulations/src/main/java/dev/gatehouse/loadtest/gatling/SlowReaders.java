package dev.gatehouse.loadtest.gatling;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocketFactory;

/**
 * Clients that ask for much and read it drop by drop, on plain sockets with small buffers:
 * Gatling's own client always reads as fast as it can.
 */
final class SlowReaders {
  private static final int BUFFER_BYTES = 8 << 10;
  private static final int GULP_BYTES = 1 << 10;
  private static final int GULP_MILLIS = 50;
  private static final int CONNECT_MILLIS = 10_000;

  /** How much an answer holds at the least. */
  static final long ANSWER_BYTES = 64L * (32 << 10);

  private static final String BODY =
      """
      {"requests":[{"type":"execute","stmt":{"sql":"with recursive n(i) as (select 1 union all \
      select i + 1 from n where i < 64) select hex(zeroblob(16384)) from n"}},{"type":"close"}]}""";

  private final URI url;
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong cut = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  SlowReaders(URI url) {
    this.url = url;
  }

  synchronized void add(Account account) {
    threads.add(Thread.ofVirtual().start(() -> read(account)));
  }

  /** How many got an answer that begins as it should. */
  long served() {
    return served.get();
  }

  /** How many did not, or lost it before its end. */
  long cut() {
    return cut.get();
  }

  /** How much all of them have read. */
  long bytes() {
    return bytes.get();
  }

  private void read(Account account) {
    try (Socket socket = connect()) {
      byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
      String head =
          """
          POST /v2/pipeline HTTP/1.1\r
          host: %s\r
          authorization: Bearer %s\r
          content-type: application/json\r
          content-length: %d\r
          \r
          """
              .formatted(url.getAuthority(), account.token(), body.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      socket.getOutputStream().flush();
      drip(socket.getInputStream());
    } catch (IOException e) {
      cut.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Socket connect() throws IOException {
    boolean secure = "https".equals(url.getScheme());
    int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    var socket = new Socket();
    try {
      socket.setReceiveBufferSize(BUFFER_BYTES);
      socket.connect(new InetSocketAddress(url.getHost(), port), CONNECT_MILLIS);
      return secure
          ? ((SSLSocketFactory) SSLSocketFactory.getDefault())
              .createSocket(socket, url.getHost(), port, true)
          : socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void drip(InputStream in) throws IOException, InterruptedException {
    byte[] gulp = in.readNBytes("HTTP/1.1 200".length());
    if (!new String(gulp, StandardCharsets.US_ASCII).equals("HTTP/1.1 200")) {
      throw new IOException("not served");
    }
    served.incrementAndGet();
    long read = gulp.length;
    while (read < ANSWER_BYTES && !end.await(GULP_MILLIS, TimeUnit.MILLISECONDS)) {
      int more = in.readNBytes(GULP_BYTES).length;
      if (more == 0) {
        throw new IOException("ends after " + read);
      }
      read += more;
      bytes.addAndGet(more);
    }
  }

  /** Lets go of all of them. */
  synchronized void letGo() throws InterruptedException {
    end.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
