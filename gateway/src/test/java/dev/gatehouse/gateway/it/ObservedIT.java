package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.Leg;
import dev.gatehouse.gateway.it.GatewayStand.Watched;
import dev.gatehouse.gateway.journey.tally.FinishedExchange;
import dev.gatehouse.gateway.journey.tally.LogSettings;
import dev.gatehouse.gateway.journey.tally.LogSettings.Which;
import dev.gatehouse.gateway.journey.tally.SpanSink;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** What is to be seen of requests from outside, and what is not, before a real sqld. */
@Isolated
@ExtendWith(SqldExtension.class)
class ObservedIT {
  private static final String HUSH = "hush73519";
  private static final Duration SLOW = Duration.ofNanos(1);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String PIPELINE =
      "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"%s\"}},{\"type\":\"close\"}]}";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<FinishedExchange> traced = new ConcurrentLinkedQueue<>();
  private NotedLog log;
  private RunningSqld sqld;

  @SuppressWarnings("NullAway.Init")
  private GatewayStand gateway;

  @SuppressWarnings("NullAway.Init")
  private String token;

  @BeforeEach
  void start(RunningSqld running) {
    sqld = running;
    log = NotedLog.open();
  }

  @AfterEach
  void stop() {
    http.close();
    log.close();
  }

  private void open(LogSettings settings) throws Exception {
    var everything =
        new SpanSink() {
          @Override
          public int oneIn() {
            return 1;
          }

          @Override
          public void take(FinishedExchange exchange) {
            traced.add(exchange);
          }
        };
    gateway = GatewayStand.watched(sqld.http(), sqld.tokenKey(), new Watched(settings, everything));
    TenantRecord tenant = gateway.tenant("acme", Lifecycle.ACTIVE);
    sqld.create(tenant.id());
    token = gateway.token("acme", Access.READ_WRITE);
  }

  /** Nothing more is logged after this. */
  private void end() {
    gateway.close();
  }

  private HttpResponse<String> ask(String path, String bearer, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(gateway.url() + path))
            .header("authorization", "Bearer " + bearer)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String traceOf(HttpResponse<String> answer) {
    return answer.headers().firstValue("x-request-id").orElse("");
  }

  @Test
  void aRequestIsFoundByTheIdThatItsClientWasTold() throws Exception {
    open(new LogSettings(Which.ALL, 1, Duration.ZERO));
    HttpResponse<String> served =
        ask("/v3/pipeline", token, PIPELINE.formatted("select 1"), "traceparent", TRACEPARENT);
    HttpResponse<String> refused = ask("/v3/pipeline", "none", "{}");
    HttpResponse<String> own =
        http.send(
            HttpRequest.newBuilder(URI.create(gateway.url() + "/health")).build(),
            BodyHandlers.ofString());
    end();

    assertEquals(200, served.statusCode());
    assertEquals(TRACE, traceOf(served));
    assertEquals(401, refused.statusCode());
    assertEquals(32, traceOf(own).length());
    List<String> lines = log.lines("access");
    assertEquals(2, lines.size(), lines::toString);
    String line = lines.getFirst();
    assertTrue(line.contains(TRACE) && line.contains("/v3/pipeline"), line);
    assertTrue(line.contains("namespace=\"acme\"") && line.contains("way=\"connection\""), line);
    for (Leg leg : Leg.values()) {
      assertTrue(line.contains(leg.label() + "="), line);
    }
    assertTrue(lines.getLast().contains(traceOf(refused)), lines.getLast());
    assertTrue(lines.getLast().contains("TOKEN_INVALID"), lines.getLast());
    assertEquals(0, log.lines("slow").size());
  }

  @Test
  void everyStageOfAServedRequestIsTraced() throws Exception {
    open(LogSettings.FAULTS);
    ask("/v2/pipeline", token, PIPELINE.formatted("select 1"), "traceparent", TRACEPARENT);
    ask("/v2/pipeline", "none", "{}");
    end();

    assertEquals(2, traced.size());
    FinishedExchange served = traced.remove();
    assertEquals(TRACE, served.trace().id());
    assertEquals(Leg.COUNT, served.legs().size());
    assertEquals(served.nanos(), served.legs().stream().mapToLong(Long::longValue).sum());
    FinishedExchange refused = traced.remove();
    assertEquals("TOKEN_INVALID", refused.code());
    assertEquals(1, refused.legs().size());
    assertEquals(List.of(), log.lines("access"));
  }

  @Test
  void theTraceDecidesWhetherItIsOfTheSample() throws Exception {
    open(new LogSettings(Which.SAMPLED, 2, Duration.ZERO));
    String even = "00-" + TRACE + "-00f067aa0ba902b7-00";
    String odd = even.replace("e4736-", "e4737-");
    for (int i = 0; i < 3; i++) {
      ask("/v2/pipeline", token, PIPELINE.formatted("select 1"), "traceparent", even);
      ask("/v2/pipeline", token, PIPELINE.formatted("select 1"), "traceparent", odd);
    }
    end();

    assertEquals(3, log.lines("access").size());
    assertTrue(log.lines("access").stream().allMatch(line -> line.contains(TRACE)));
  }

  @Test
  void noLineHasWhatTenantsKeep() throws Exception {
    open(new LogSettings(Which.ALL, 1, SLOW));
    tellItEverywhere();
    end();

    String all = log.text();
    assertFalse(all.contains(HUSH), all);
    assertFalse(all.contains(token), all);
    List<String> slow = log.lines("slow");
    assertTrue(slow.stream().anyMatch(line -> line.contains("select ? as a")), slow::toString);
    assertTrue(log.lines("access").size() > 20, all);
    assertFalse(traced.toString().contains(HUSH), traced::toString);
  }

  /** Puts the secret into every place of a request that there is. */
  private void tellItEverywhere() throws Exception {
    ask("/v2/pipeline", token, PIPELINE.formatted("create table t (a)"));
    for (String sql :
        List.of(
            "select '" + HUSH + "' as a",
            "select \\\"" + HUSH + "\\\" as a",
            "insert into t values ('" + HUSH + "') returning a",
            "insert into t values ('it's " + HUSH + "')",
            "select 1 -- " + HUSH,
            "select 1 /* " + HUSH + " */",
            "select :" + HUSH,
            "select x'" + HUSH,
            "select readfile('" + HUSH + "')",
            "not sql '" + HUSH + "'")) {
      ask("/v2/pipeline", token, PIPELINE.formatted(sql));
      ask("/v3/cursor", token, "{\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"" + sql + "\"}}]}}");
      ask("/", token, "{\"statements\":[\"" + sql + "\"]}");
    }
    ask(
        "/v1/execute",
        token,
        "{\"stmt\":{\"sql\":\"select :a\",\"named_args\":[{\"name\":\""
            + HUSH
            + "\",\"value\":{\"type\":\"text\",\"value\":\""
            + HUSH
            + "\"}}]}}");
    ask("/v2/pipeline", token, "{\"baton\":\"" + HUSH + "\",\"requests\":[]}");
    ask("/v2/pipeline", token, "{\"" + HUSH + "\":1,\"requests\":[]}");
    ask("/v2/pipeline", token, HUSH);
    ask("/v3-protobuf/pipeline", token, HUSH);
    ask("/v2/pipeline", HUSH, PIPELINE.formatted("select 1"));
    ask("/v2/pipeline", HUSH + "." + HUSH + "." + HUSH, PIPELINE.formatted("select 1"));
    ask("/" + HUSH, token, "");
    ask("/v2/pipeline?" + HUSH + "=" + HUSH, token, PIPELINE.formatted("select 1"));
    for (String header :
        List.of("x-namespace", "traceparent", "tracestate", "cookie", "user-agent", "x-" + HUSH)) {
      ask("/v2/pipeline", token, PIPELINE.formatted("select 1"), header, HUSH);
    }
    tellItBadly("GET /" + HUSH + " HTTP/1.1\r\nhost: " + HUSH + "\r\n\r\n");
    tellItBadly(HUSH + " / HTTP/1.1\r\nhost: a\r\n\r\n");
    tellItBadly("POST /v2/pipeline HTTP/1.1\r\nhost: a\r\n" + HUSH + "\r\n\r\n");
    tellItBadly("POST /v2/pipeline HTTP/1.1\r\nhost: a\r\ncontent-length: " + HUSH + "\r\n\r\n");
    tellASession();
  }

  private void tellItBadly(String request) throws Exception {
    try (RawHttp raw = RawHttp.connect(gateway.url())) {
      raw.send(request).read();
    }
  }

  private void tellASession() throws Exception {
    try (var session = SessionClient.hello(gateway.url(), "hrana2", token)) {
      session.send(SessionClient.openStream(1, 1));
      session.send(SessionClient.execute(2, 1, "select '" + HUSH + "'"));
      String answers = session.next(3);
      assertTrue(answers.contains(HUSH), answers);
      session.send("{\"type\":\"" + HUSH + "\"}");
      session.next();
    }
    try (var session = SessionClient.hello(gateway.url(), "hrana2", HUSH)) {
      session.next();
    }
  }
}
