package dev.gatehouse.loadtest.scenario.revocation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket with an open stream. */
final class Session implements Hold, WebSocket.Listener {
  private static final int POLICY = 1008;
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Effect> effect = new CompletableFuture<>();
  private final Way way;
  private final WebSocket socket;

  Session(HttpClient http, URI url, Right right) throws IOException, InterruptedException {
    this.way = right.way();
    this.socket =
        http.newWebSocketBuilder()
            .subprotocols("hrana3")
            .buildAsync(URI.create("ws://" + url.getAuthority() + "/"), this)
            .join();
    ask("{\"type\":\"hello\",\"jwt\":\"" + right.token() + "\"}", "hello_ok");
    ask(request(1, "\"type\":\"open_stream\",\"stream_id\":1"), "response_ok");
    ask(
        request(2, "\"type\":\"execute\",\"stream_id\":1,\"stmt\":{\"sql\":\"select 1\"}"),
        "response_ok");
  }

  private static String request(int id, String request) {
    return "{\"type\":\"request\",\"request_id\":%d,\"request\":{%s}}".formatted(id, request);
  }

  private void ask(String message, String expected) throws IOException, InterruptedException {
    socket.sendText(message, true).join();
    String answer = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (answer == null || !answer.contains(expected)) {
      throw new IOException("a session does not begin: " + answer);
    }
  }

  @Override
  public CompletableFuture<Effect> effect() {
    return effect;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    messages.add(data.toString());
    webSocket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    ended(code + " " + reason, code == POLICY && way.isToldBy(reason));
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    ended(error.toString(), false);
  }

  private void ended(String how, boolean asItShould) {
    messages.add(how);
    effect.complete(new Effect("WebSocket", System.nanoTime(), 0, how, asItShould));
  }

  @Override
  public void close() {
    socket.abort();
  }
}
