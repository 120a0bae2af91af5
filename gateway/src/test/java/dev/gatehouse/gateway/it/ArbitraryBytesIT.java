package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.send.turn.TurnBounds;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RawMessage;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedUpstream;
import dev.gatehouse.testkit.Seed;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever bytes come in, sqld sees whole requests that name the token's namespace. */
@SuppressWarnings("NullAway.Init")
class ArbitraryBytesIT {
  private static final int STREAMS = 3_000;
  private static final int CLIENTS = 8;
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Pattern TAG = Pattern.compile("tag-[0-9a-f]{16}");

  private static ScriptedUpstream upstream;
  private static GatewayStand gateway;
  private static String selector;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    upstream = ScriptedUpstream.start(Script.answersJson(200, FaultStand.ANSWER));
    gateway =
        new GatewayStand(
            upstream.uri(),
            SigningKey.generate(),
            SessionSettings.DEFAULT,
            new GatewayStand.Bounds(
                new Limits(1_000_000, 10_000_000, 64),
                64,
                new DecodeBounds(8 << 10, 16 << 10, 1 << 20, SHORT, SHORT, SHORT),
                new PoolBounds(64, 256, LONG, LONG),
                new RelayBounds(LONG, LONG),
                GatewayStand.Bounds.NO_BREAKER,
                TurnBounds.DEFAULT));
    byte[] id =
        gateway.tenant("a", Lifecycle.ACTIVE).id().value().getBytes(StandardCharsets.US_ASCII);
    gateway.tenant("b", Lifecycle.ACTIVE);
    selector = Base64.getEncoder().withoutPadding().encodeToString(id);
    token = gateway.token("a", Access.READ_WRITE);
  }

  @AfterAll
  static void stop() {
    gateway.close();
    upstream.close();
  }

  /** Sends a stream, and waits until the gateway has done with it. */
  private static void play(String bytes) throws Exception {
    try (RawHttp client = RawHttp.connect(gateway.url())) {
      client.send(bytes);
      client.readToEnd();
    } catch (SocketException closedBeforeAllWasSent) {
      // A stream that is refused early may be answered with a reset.
      assertTrue(!bytes.isEmpty(), closedBeforeAllWasSent::toString);
    }
  }

  @Test
  void reachSqldAsWholeRequestsOfTheirTenantOnly() throws Exception {
    List<String> streams = new ArrayList<>();
    var generator = new ByteStreams(Seed.random("bytes"), token);
    for (int i = 0; i < STREAMS; i++) {
      streams.add(generator.next());
    }
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> played = new ArrayList<>();
      for (String stream : streams) {
        played.add(
            clients.submit(
                () -> {
                  play(stream);
                  return null;
                }));
      }
      for (Future<?> one : played) {
        one.get();
      }
    }
    List<RawMessage> requests = upstream.requests();
    requests.forEach(ArbitraryBytesIT::assertOfTenantA);
    assertNoMoreThanSent(streams, requests);
    assertTrue(requests.size() > STREAMS / 4, () -> "only " + requests.size() + " came through");
    assertEquals(0, gateway.refusals("INTERNAL"), "refused for a defect");
  }

  private static void assertOfTenantA(RawMessage request) {
    assertEquals(List.of(selector), request.all("x-namespace-bin"), request::toString);
    assertEquals(List.of(), request.all("x-namespace"), request::toString);
    assertEquals(List.of("gatehouse"), request.all("host"), request::toString);
    assertEquals(1, request.all("authorization").size(), request::toString);
    assertNotEquals("Bearer " + token, request.first("authorization"));
    assertTrue(request.all("upgrade").isEmpty(), request::toString);
  }

  private static void assertNoMoreThanSent(List<String> streams, List<RawMessage> requests) {
    Map<String, Integer> sent = new ConcurrentHashMap<>();
    for (String stream : streams) {
      Matcher tags = TAG.matcher(stream);
      while (tags.find()) {
        sent.merge(tags.group(), 1, Integer::sum);
      }
    }
    Map<String, Integer> came =
        requests.stream()
            .flatMap(request -> TAG.matcher(request.raw()).results())
            .collect(Collectors.toMap(result -> result.group(), _ -> 1, Integer::sum));
    came.forEach(
        (tag, count) ->
            assertTrue(
                count <= sent.getOrDefault(tag, 0), () -> tag + " came " + count + " times"));
    long heads = streams.stream().mapToLong(ArbitraryBytesIT::requestLines).sum();
    assertTrue(requests.size() <= heads, () -> requests.size() + " requests of " + heads);
  }

  private static long requestLines(String stream) {
    return stream.split("HTTP/1\\.1", -1).length - 1L;
  }
}
