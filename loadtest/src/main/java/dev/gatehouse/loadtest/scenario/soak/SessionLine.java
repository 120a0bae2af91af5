package dev.gatehouse.loadtest.scenario.soak;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A session over a WebSocket with one stream; a new one where the last one ended. */
final class SessionLine implements Line {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PATIENCE_SECONDS = 60;
  private static final String STREAM = "\"stream_id\":1,";

  private final HttpClient http;
  private final URI url;
  private final String token;
  private @Nullable Session session;

  SessionLine(HttpClient http, URI url, String token) {
    this.http = http;
    this.url = URI.create("ws://" + url.getAuthority() + "/");
    this.token = token;
  }

  /** One WebSocket. */
  private static final class Session implements WebSocket.Listener {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder begun = new StringBuilder();
    private volatile boolean ended;
    private int requests;

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      begun.append(data);
      if (last) {
        messages.add(begun.toString());
        begun.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
      end("closed " + code);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      end("session " + error.getClass().getSimpleName());
    }

    private void end(String how) {
      ended = true;
      messages.add(how);
    }
  }

  private @Nullable WebSocket socket;

  @Override
  public List<JsonNode> ask(List<String> requests)
      throws UnansweredException, InterruptedException {
    open();
    List<JsonNode> results = new ArrayList<>();
    for (String request : requests) {
      results.add(request(request));
    }
    return results;
  }

  @Override
  public List<JsonNode> askAtOnce(List<String> requests)
      throws UnansweredException, InterruptedException {
    return ask(requests);
  }

  private void open() throws UnansweredException, InterruptedException {
    if (session != null && !session.ended) {
      return;
    }
    var opened = new Session();
    try {
      socket = http.newWebSocketBuilder().subprotocols("hrana3").buildAsync(url, opened).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new UnansweredException("session " + cause.getClass().getSimpleName());
    }
    session = opened;
    String hello = exchange("{\"type\":\"hello\",\"jwt\":\"" + token + "\"}");
    if (!hello.contains("hello_ok")) {
      throw broken("no hello_ok");
    }
    request("{\"type\":\"open_stream\"}");
  }

  private JsonNode request(String request) throws UnansweredException, InterruptedException {
    Session current = current();
    int id = ++current.requests;
    String answer =
        exchange(
            "{\"type\":\"request\",\"request_id\":%d,\"request\":{%s%s}"
                .formatted(id, STREAM, request.substring(1)));
    if (!answer.startsWith("{")) {
      throw broken(answer);
    }
    JsonNode read = JSON.readTree(answer);
    if (read.path("request_id").asInt(-1) != id) {
      throw broken("an answer to something else");
    }
    String type = read.path("type").asString("").equals("response_ok") ? "ok" : "error";
    return JSON.createObjectNode()
        .put("type", type)
        .set("response", read.path("response"))
        .set("error", read.path("error"));
  }

  private String exchange(String message) throws UnansweredException, InterruptedException {
    Session current = current();
    WebSocket open = socket;
    try {
      if (open == null) {
        throw new UnansweredException("no session");
      }
      open.sendText(message, true).join();
    } catch (CompletionException _) {
      throw broken("session cannot send");
    }
    String answer = current.messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (answer == null) {
      throw broken("session silent");
    }
    return answer;
  }

  private Session current() throws UnansweredException {
    if (session == null) {
      throw new UnansweredException("no session");
    }
    return session;
  }

  private UnansweredException broken(String kind) {
    close();
    return new UnansweredException(kind);
  }

  @Override
  public boolean isNewEachTime() {
    return false;
  }

  @Override
  public Talk talk() throws UnansweredException, InterruptedException {
    open();
    return new Talk() {
      @Override
      public JsonNode ask(String request) throws UnansweredException, InterruptedException {
        return request(request);
      }

      @Override
      public JsonNode end(String request) throws UnansweredException, InterruptedException {
        return request(request);
      }
    };
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
    session = null;
  }
}
