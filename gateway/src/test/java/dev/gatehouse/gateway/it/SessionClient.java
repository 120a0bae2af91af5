package dev.gatehouse.gateway.it;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that remembers all that it was told, in order. */
final class SessionClient implements WebSocket.Listener, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private final boolean reads;
  private final WebSocket socket;

  private SessionClient(URI gateway, String subprotocol, boolean reads) throws Exception {
    this.reads = reads;
    URI url = URI.create(gateway.toString().replace("http://", "ws://") + "/");
    this.socket =
        HTTP.newWebSocketBuilder()
            .subprotocols(subprotocol)
            .header("authorization", "Bearer nobody-looks-at-this")
            .connectTimeout(PATIENCE)
            .buildAsync(url, this)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  static SessionClient open(URI gateway, String subprotocol) throws Exception {
    return new SessionClient(gateway, subprotocol, true);
  }

  /** A client that reads only when it is asked to. */
  static SessionClient openLazily(URI gateway, String subprotocol) throws Exception {
    return new SessionClient(gateway, subprotocol, false);
  }

  static SessionClient hello(URI gateway, String subprotocol, String token) throws Exception {
    SessionClient client = open(gateway, subprotocol);
    client.send(helloWith(token));
    return client;
  }

  static String helloWith(@Nullable String token) {
    return "{\"type\":\"hello\",\"jwt\":" + (token == null ? null : "\"" + token + "\"") + "}";
  }

  static String request(int id, String request) {
    return "{\"type\":\"request\",\"request_id\":" + id + ",\"request\":" + request + "}";
  }

  static String execute(int id, int stream, String sql) {
    return request(
        id,
        "{\"type\":\"execute\",\"stream_id\":"
            + stream
            + ",\"stmt\":{\"sql\":\""
            + sql
            + "\",\"want_rows\":true}}");
  }

  static String openStream(int id, int stream) {
    return request(id, "{\"type\":\"open_stream\",\"stream_id\":" + stream + "}");
  }

  static String closeStream(int id, int stream) {
    return request(id, "{\"type\":\"close_stream\",\"stream_id\":" + stream + "}");
  }

  void send(String message) throws Exception {
    socket.sendText(message, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  void send(byte[] message) throws Exception {
    socket.sendBinary(ByteBuffer.wrap(message), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  void sendParts(String message) throws Exception {
    int middle = message.length() / 2;
    socket
        .sendText(message.substring(0, middle), false)
        .thenCompose(s -> s.sendPing(ByteBuffer.wrap("mid".getBytes(StandardCharsets.US_ASCII))))
        .thenCompose(s -> s.sendText(message.substring(middle), true))
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  void request(long messages) {
    socket.request(messages);
  }

  /** The next message, {@code close CODE REASON}, or {@code gone}. */
  String next() throws InterruptedException {
    String event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return event == null ? "nothing in " + PATIENCE : event;
  }

  /** The next few messages as one text: sqld answers in the order in which it gets ready. */
  String next(int count) throws InterruptedException {
    var all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(next()).append('\n');
    }
    return all.toString();
  }

  String subprotocol() {
    return socket.getSubprotocol();
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    if (reads) {
      webSocket.request(Long.MAX_VALUE);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      events.add(text.toString());
      text.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    binary.writeBytes(bytes);
    if (last) {
      events.add(java.util.HexFormat.of().formatHex(binary.toByteArray()));
      binary.reset();
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
    events.add("pong " + StandardCharsets.US_ASCII.decode(message));
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    events.add("close " + code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    events.add("gone");
  }

  @Override
  public void close() {
    socket.abort();
  }
}
