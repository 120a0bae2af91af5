package dev.gatehouse.gateway.journey.identify;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched.Failed;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched.Published;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwksUrlTest {
  private static final String GOOD = Ink.jwkSet(Ink.rsaJwk("r1"), Ink.ecJwk("e1"));
  private static final JwksBounds BOUNDS =
      new JwksBounds(
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofMillis(1500),
          50 * 1024);

  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private JwksUrl source;

  @FunctionalInterface
  private interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    source = new JwksUrl(url("/jwks"), PublicKeyAlgorithm.all(), BOUNDS);
  }

  @AfterEach
  void stop() {
    over.countDown();
    source.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void serve(Answer answer) {
    serve("/jwks", answer);
  }

  private void serve(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          try {
            answer.to(exchange);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.close();
          }
        });
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    exchange.getResponseHeaders().set("content-type", type);
    byte[] bytes = Ink.utf8(body);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private Fetched fetch() throws Exception {
    return fetch(source);
  }

  private static Fetched fetch(JwksSource source) throws Exception {
    var fetched = new CompletableFuture<Fetched>();
    source.fetch(fetched::complete);
    return fetched.get(20, TimeUnit.SECONDS);
  }

  private static void assertFailed(String why, Fetched fetched) {
    assertEquals(why, assertInstanceOf(Failed.class, fetched).why());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json; charset=utf-8", "application/jwk-set+json", "text/plain"})
  void keysAreRead(String type) throws Exception {
    serve(exchange -> send(exchange, 200, type, GOOD));
    assertEquals(2, assertInstanceOf(Published.class, fetch()).keys().size());
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    var followed = new AtomicInteger();
    serve(
        exchange -> {
          exchange.getResponseHeaders().set("location", url("/elsewhere").toString());
          exchange.sendResponseHeaders(302, -1);
        });
    serve(
        "/elsewhere",
        exchange -> {
          followed.incrementAndGet();
          send(exchange, 200, "application/json", GOOD);
        });
    assertFailed("status 302", fetch());
    assertEquals(0, followed.get());
  }

  @Test
  void aWebPageIsNoAnswer() throws Exception {
    serve(exchange -> send(exchange, 200, "text/html", GOOD));
    assertFailed("the answer is no JSON", fetch());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[", "\ud83d"})
  void whatIsNoJwkSetIsNoAnswer(String body) throws Exception {
    serve(exchange -> send(exchange, 200, "application/json", body));
    assertFailed("the answer is no JWK set", fetch());
  }

  @Test
  void anErrorIsNoAnswer() throws Exception {
    serve(exchange -> send(exchange, 500, "application/json", GOOD));
    assertFailed("status 500", fetch());
  }

  @Test
  void anAnswerThatIsTooLargeIsCutOff() throws Exception {
    serve(
        exchange -> send(exchange, 200, "application/json", GOOD + " ".repeat(BOUNDS.bytesMax())));
    assertInstanceOf(Failed.class, fetch());
  }

  @Test
  void anAnswerWithoutEndIsCutOff() throws Exception {
    serve(
        exchange -> {
          exchange.getResponseHeaders().set("content-type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          byte[] blank = Ink.ascii(" ".repeat(4096));
          while (over.getCount() > 0) {
            exchange.getResponseBody().write(blank);
            exchange.getResponseBody().flush();
          }
        });
    assertInstanceOf(Failed.class, fetch());
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws Exception {
    serve(exchange -> over.await());
    assertTrue(assertInstanceOf(Failed.class, fetch()).why().contains("Timeout"));
  }

  @Test
  void aBodyThatNeverEndsIsGivenUp() throws Exception {
    serve(
        exchange -> {
          exchange.getResponseHeaders().set("content-type", "application/json");
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          over.await();
        });
    assertTrue(assertInstanceOf(Failed.class, fetch()).why().contains("Timeout"));
  }

  @Test
  void aPortWhereNobodyListensIsNoAnswer() throws Exception {
    server.stop(0);
    assertInstanceOf(Failed.class, fetch());
  }

  @Test
  void aClosedSourceSaysSo() throws Exception {
    source.close();
    assertFailed("closed", fetch());
  }

  @Test
  void anIssuerWithRealKeysIsAskedOnce() throws Exception {
    var fetches = new AtomicInteger();
    serve(
        exchange -> {
          fetches.incrementAndGet();
          send(exchange, 200, "application/json", GOOD);
        });
    var terms = new Issuer.Terms("gate", Optional.empty(), "namespace", "a");
    try (var issuer =
        new JwksIssuer(
            terms,
            new JwksIssuer.Location(url("/jwks"), false),
            PublicKeyAlgorithm.all(),
            BOUNDS,
            new Desk.Clock())) {
      var settled = new CompletableFuture<Object>();
      var header = new TokenHeader("ES256", Optional.of("e1"));
      issuer.keysFor(header, new Asker(threads, 1)).finish(settled::complete);
      assertInstanceOf(Ready.class, settled.get(20, TimeUnit.SECONDS));
      for (int i = 0; i < 50; i++) {
        issuer.keysFor(header, new Asker(threads, 1));
      }
      assertEquals(1, fetches.get());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/jwks",
        "http://127.0.0.1.example.com/jwks",
        "http://10.0.0.1/jwks",
        "ftp://127.0.0.1/jwks",
        "file:///etc/passwd",
        "/jwks",
        "https:///jwks",
        "https://user:secret@example.com/jwks",
        "https://example.com/jwks#x",
        "http://localhost.example.com/"
      })
  void keysComeSafelyOrNotAtAll(String url) {
    assertThrows(
        IllegalArgumentException.class, () -> new JwksIssuer.Location(URI.create(url), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/jwks",
        "http://127.0.0.1:1/jwks",
        "http://[::1]/jwks",
        "http://localhost/"
      })
  void thisMachineNeedsNoTls(String url) {
    assertDoesNotThrow(() -> new JwksIssuer.Location(URI.create(url), false));
  }

  @Test
  void plainHttpElsewhereMustBeAllowed() {
    assertDoesNotThrow(() -> new JwksIssuer.Location(URI.create("http://keys.internal/"), true));
  }
}
