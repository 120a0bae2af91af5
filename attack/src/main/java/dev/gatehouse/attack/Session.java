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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A WebSocket of an attacker: says everything at once and takes down what comes back. */
final class Session implements WebSocket.Listener {
  private static final int SECONDS_MAX = 5;

  private final StringBuilder heard = new StringBuilder();
  private final CountDownLatch answers;

  private Session(int answersExpected) {
    this.answers = new CountDownLatch(answersExpected);
  }

  /** Says these texts and returns all answers, up to one for each or the close. */
  static String talk(URI url, Map<String, String> headers, List<String> messages)
      throws IOException, InterruptedException {
    return run(
        url,
        "hrana3",
        headers,
        messages.size(),
        socket -> {
          for (String message : messages) {
            await(socket.sendText(message, true));
          }
        });
  }

  /** Says these messages of protobuf. */
  static String talkBinary(URI url, List<ByteBuffer> messages)
      throws IOException, InterruptedException {
    return run(
        url,
        "hrana3-protobuf",
        Map.of(),
        messages.size(),
        socket -> {
          for (ByteBuffer message : messages) {
            await(socket.sendBinary(message, true));
          }
        });
  }

  private interface Speech {
    void in(WebSocket socket) throws IOException, InterruptedException;
  }

  private static String run(
      URI url, String protocol, Map<String, String> headers, int answersExpected, Speech speech)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var session = new Session(answersExpected);
      WebSocket.Builder upgrade = http.newWebSocketBuilder().subprotocols(protocol);
      headers.forEach(upgrade::header);
      URI socketUrl = URI.create(url.toString().replaceFirst("^http", "ws") + "/");
      WebSocket socket = await(upgrade.buildAsync(socketUrl, session));
      try {
        speech.in(socket);
        session.answers.await(SECONDS_MAX, TimeUnit.SECONDS);
      } catch (IOException closedMeanwhile) {
        session.answers.await(1, TimeUnit.SECONDS);
      } finally {
        socket.abort();
      }
      synchronized (session.heard) {
        return session.heard.toString();
      }
    }
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the WebSocket is closed", e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    return hear(socket, data, last);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    return hear(socket, SocketCarrier.latin(data), last);
  }

  private @Nullable CompletionStage<?> hear(WebSocket socket, CharSequence data, boolean last) {
    synchronized (heard) {
      heard.append(data);
    }
    if (last) {
      answers.countDown();
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    synchronized (heard) {
      heard.append("close ").append(code).append(' ').append(reason);
    }
    endOfAnswers();
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    endOfAnswers();
  }

  private void endOfAnswers() {
    while (answers.getCount() > 0) {
      answers.countDown();
    }
  }
}
