package dev.gatehouse.attack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A WebSocket of an attacker, who takes down what comes back. */
final class Session implements WebSocket.Listener, AutoCloseable {
  private static final int SECONDS_MAX = 5;
  private static final String OVER_LIMIT = "OVER_LIMIT";

  private final HttpClient http;
  private final StringBuilder heard = new StringBuilder();
  private int messages;
  private boolean over;
  private @Nullable WebSocket socket;

  private Session(HttpClient http) {
    this.http = http;
  }

  /** Opens one in this version of Hrana. */
  static Session open(Range range, String protocol, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().sslContext(range.tls()).build();
    var session = new Session(http);
    WebSocket.Builder upgrade = http.newWebSocketBuilder().subprotocols(protocol);
    headers.forEach(upgrade::header);
    URI url = URI.create(range.url().toString().replaceFirst("^http", "ws") + "/");
    try {
      session.socket = await(upgrade.buildAsync(url, session));
      return session;
    } catch (IOException e) {
      http.shutdownNow();
      throw e;
    }
  }

  /** Says these texts at once and returns all answers, up to one for each or the close. */
  static String talk(
      Range range, String protocol, Map<String, String> headers, List<String> messages)
      throws IOException, InterruptedException {
    return talk(range, protocol, headers, messages, Session::say);
  }

  /** Says these messages of protobuf. */
  static String talkBinary(Range range, List<ByteBuffer> messages)
      throws IOException, InterruptedException {
    return talk(range, "hrana3-protobuf", Map.of(), messages, Session::sayBinary);
  }

  /** How a message of one kind is said. */
  private interface Tongue<T> {
    void say(Session session, T message) throws IOException, InterruptedException;
  }

  private static <T> String talk(
      Range range, String protocol, Map<String, String> headers, List<T> messages, Tongue<T> tongue)
      throws IOException, InterruptedException {
    String heard = "";
    for (int tries = 0; tries < Wire.TRIES_MAX; tries++) {
      try (Session session = open(range, protocol, headers)) {
        try {
          for (T message : messages) {
            tongue.say(session, message);
          }
        } catch (IOException closedMeanwhile) {
          session.awaitEnd();
        }
        heard = session.await(messages.size());
      }
      if (!heard.contains(OVER_LIMIT)) {
        return heard;
      }
      TimeUnit.SECONDS.sleep(1);
    }
    return heard;
  }

  void say(String message) throws IOException, InterruptedException {
    await(connected().sendText(message, true));
  }

  private void sayBinary(ByteBuffer message) throws IOException, InterruptedException {
    await(connected().sendBinary(message.duplicate(), true));
  }

  private WebSocket connected() {
    if (socket == null) {
      throw new IllegalStateException("not open yet");
    }
    return socket;
  }

  /** What was heard once this many messages came in, or the session ended, or time is up. */
  synchronized String await(int count) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
    long left = SECONDS_MAX * 1_000L;
    while (messages < count && !over && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return heard.toString();
  }

  private void awaitEnd() throws InterruptedException {
    await(Integer.MAX_VALUE);
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the WebSocket is closed", e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    return hear(from, data, last);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    return hear(from, SocketCarrier.latin(data), last);
  }

  private @Nullable CompletionStage<?> hear(WebSocket from, CharSequence data, boolean last) {
    synchronized (this) {
      heard.append(data);
      messages += last ? 1 : 0;
      notifyAll();
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end("close " + code + ' ' + reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    end("");
  }

  private synchronized void end(String word) {
    heard.append(word);
    over = true;
    notifyAll();
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
    http.shutdownNow();
  }
}
