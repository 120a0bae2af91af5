package dev.gatehouse.app.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.app.observe.OtlpExporter.Collector;
import dev.gatehouse.app.observe.OtlpExporter.Header;
import dev.gatehouse.gateway.exchange.Route;
import dev.gatehouse.gateway.exchange.TraceContext;
import dev.gatehouse.gateway.journey.tally.FinishedExchange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OtlpExporterTest {
  private static final FinishedExchange SERVED =
      new FinishedExchange(
          new TraceContext(0x4bf92f3577b34da6L, 0xa3ce929d0e0e4736L, 0xf067aa0ba902b7L, "a=1"),
          Route.PIPELINE_V2,
          "192.0.2.1",
          "acme",
          200,
          "",
          false,
          "lane",
          3_000,
          List.of(1_000L, 2_000L));

  private static final FinishedExchange FAILED =
      new FinishedExchange(
          new TraceContext(1, 2, 0, ""),
          null,
          "192.0.2.1",
          "",
          0,
          "UPSTREAM_DOWN",
          true,
          "none",
          5,
          List.of());

  private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CountDownLatch open = new CountDownLatch(1);
  private HttpServer server;
  private volatile int status = 200;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            open.await();
            String key = exchange.getRequestHeaders().getFirst("x-key");
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            taken.add(key + " " + body);
            exchange.sendResponseHeaders(status, -1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    open.countDown();
    server.stop(0);
  }

  private OtlpExporter exporter(int queueMax) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    var header = Optional.of(new Header("x-key", "secret"));
    return new OtlpExporter(new Collector(url, header, queueMax), 10, "1.2.3", meters);
  }

  private double counted(String result) {
    return meters.get("gatehouse.trace.exchanges").tag("result", result).counter().count();
  }

  private void await(String result, double expected) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (counted(result) < expected) {
      assertTrue(System.nanoTime() < end, () -> result + " is " + counted(result));
      Thread.onSpinWait();
    }
  }

  private static List<JsonNode> all(JsonNode array) {
    return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(array::get).toList();
  }

  @Test
  void sendsAnExchangeWithItsStages() throws Exception {
    open.countDown();
    try (var exporter = exporter(100)) {
      exporter.take(SERVED);
      String body = taken.poll(30, TimeUnit.SECONDS);

      assertTrue(body != null && body.startsWith("secret {"), body);
      JsonNode spans =
          JsonMapper.shared()
              .readTree(body.substring("secret ".length()))
              .at("/resourceSpans/0/scopeSpans/0/spans");
      assertEquals(3, spans.size());
      JsonNode request = spans.get(0);
      assertEquals("POST /v2/pipeline", request.path("name").asString());
      assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", request.path("traceId").asString());
      assertEquals("00f067aa0ba902b7", request.path("parentSpanId").asString());
      assertEquals("a=1", request.path("traceState").asString());
      assertTrue(request.toString().contains("acme"));
      assertFalse(request.has("status"));
      assertEquals(3_000, nanos(request));
      List<JsonNode> stages = all(spans).subList(1, 3);
      assertEquals(
          List.of("identify", "locate"),
          stages.stream().map(stage -> stage.path("name").asString()).toList());
      assertEquals(List.of(1_000L, 2_000L), stages.stream().map(OtlpExporterTest::nanos).toList());
      for (JsonNode stage : stages) {
        assertEquals(request.path("spanId"), stage.path("parentSpanId"));
      }
      await("sent", 1);
    }
  }

  private static long nanos(JsonNode span) {
    return Long.parseLong(span.path("endTimeUnixNano").asString())
        - Long.parseLong(span.path("startTimeUnixNano").asString());
  }

  @Test
  void tellsAFaultAsOne() throws Exception {
    open.countDown();
    try (var exporter = exporter(100)) {
      exporter.take(FAILED);
      String body = taken.poll(30, TimeUnit.SECONDS);

      assertTrue(body != null && body.contains("\"status\":{\"code\":2"), body);
      assertTrue(body.contains("UPSTREAM_DOWN") && !body.contains("parentSpanId"), body);
    }
  }

  @Test
  void dropsAndCountsWhatFindsNoRoomAndNeverWaits() {
    // The collector takes its time with the first bundle.
    try (var exporter = exporter(16)) {
      for (int i = 0; i < 10_000; i++) {
        exporter.take(SERVED);
      }
      assertTrue(counted("dropped") >= 10_000 - 2 * (16 + 256), () -> "" + counted("dropped"));
      open.countDown();
      double accepted = 10_000 - counted("dropped");
      await("sent", accepted);
    }
  }

  @Test
  void countsWhatTheCollectorDoesNotTake() {
    status = 503;
    open.countDown();
    try (var exporter = exporter(16)) {
      exporter.take(SERVED);
      await("failed", 1);
      status = 200;
      exporter.take(SERVED);
      await("sent", 1);
    }
  }

  @Test
  void doesNotSayItsSecret() {
    assertFalse(new Header("x-key", "secret").toString().contains("secret"));
  }
}
