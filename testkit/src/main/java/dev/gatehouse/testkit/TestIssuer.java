package dev.gatehouse.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** An identity provider on loopback: publishes a key set, and misbehaves when told to. */
public final class TestIssuer implements AutoCloseable {
  private static final String KEY_SET = "/.well-known/jwks.json";
  private static final int UNTIL_TOLD = -1;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger fetches = new AtomicInteger();
  private final AtomicReference<Answer> answer = new AtomicReference<>(new Answer(404, ""));
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * What the key set's address says.
   *
   * @param status the HTTP status, or {@code UNTIL_TOLD} for silence
   * @param body the body
   */
  private record Answer(int status, String body) {}

  private TestIssuer(HttpServer server) {
    this.server = server;
  }

  /** An issuer that publishes these keys. */
  public static TestIssuer start(TestKey... keys) {
    try {
      var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
      var issuer = new TestIssuer(HttpServer.create(loopback, 0));
      issuer.publish(keys);
      issuer.server.createContext(KEY_SET, issuer::onFetch);
      issuer.server.setExecutor(issuer.threads);
      issuer.server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its name, as its tokens write it. */
  public String name() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where its key set is. */
  public URI jwks() {
    return URI.create(name() + KEY_SET);
  }

  /** From now on the key set holds these keys and no others; shared secrets stay out of it. */
  public void publish(TestKey... keys) {
    String entries =
        Arrays.stream(keys)
            .map(TestKey::jwk)
            .flatMap(Optional::stream)
            .collect(Collectors.joining(","));
    serve("{\"keys\":[" + entries + "]}");
  }

  /** From now on the key set is this text, whatever it is. */
  public void serve(String body) {
    answer.set(new Answer(200, body));
  }

  /** From now on the key set answers with this status. */
  public void fail(int status) {
    answer.set(new Answer(status, "{\"error\":\"told to fail\"}"));
  }

  /** From now on the key set takes requests and never answers. */
  public void hang() {
    answer.set(new Answer(UNTIL_TOLD, ""));
  }

  /** How often the key set was asked for. */
  public int fetches() {
    return fetches.get();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }

  private void onFetch(HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    Answer now = answer.get();
    try (exchange) {
      if (now.status() == UNTIL_TOLD) {
        closing.await();
        return;
      }
      byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
