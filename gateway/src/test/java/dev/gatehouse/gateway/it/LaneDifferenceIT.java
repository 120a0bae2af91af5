package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.send.lane.LaneBounds;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.testkit.RealSqld;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.Seed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Nobody can tell a lane from sqld itself: the same pipelines, one after the other, on a database
 * of each. {@code -Dgatehouse.pipelines=20000} tries as many.
 */
@RealSqld(hardened = true)
@Timeout(1_200)
class LaneDifferenceIT {
  private static final int PIPELINES = Integer.getInteger("gatehouse.pipelines", 400);
  private static final LaneBounds LANES =
      new LaneBounds(48, 16, 0, Duration.ofSeconds(10), 64 << 10);
  private static final Pattern TIMING = Pattern.compile("\"query_duration_ms\":[0-9.e-]+");
  private static final Pattern PATHS = Pattern.compile("\"error\":\"[^\"]*dbs[^\"]*\"");

  /** Connections of their own, and so event loops, lanes and streams of their own. */
  private final List<HttpClient> clients =
      Stream.generate(() -> HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build())
          .limit(4)
          .toList();

  /** A way to a database of its own. */
  private record Door(URI url, String token, String namespace) {

    HttpResponse<byte[]> ask(HttpClient client, String path, String body) throws Exception {
      return client.send(request(path, body), HttpResponse.BodyHandlers.ofByteArray());
    }

    CompletableFuture<HttpResponse<byte[]>> askLater(HttpClient client, String path, String body) {
      return client.sendAsync(request(path, body), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String path, String body) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(url.resolve(path))
              .header("authorization", "Bearer " + token)
              .timeout(Duration.ofSeconds(60))
              .POST(HttpRequest.BodyPublishers.ofString(body));
      if (!namespace.isEmpty()) {
        request.header("x-namespace-bin", namespace);
      }
      return request.build();
    }
  }

  private static Door direct(RunningSqld sqld, Access access) {
    NamespaceId id = sqld.create(MadeUpPipelines.TABLES);
    String name =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(id.value().getBytes(StandardCharsets.US_ASCII));
    return new Door(sqld.http(), sqld.token(id, access), name);
  }

  private static Door through(GatewayStand stand, RunningSqld sqld, Access access)
      throws Exception {
    TenantRecord tenant = stand.tenant("acme-" + access.claim(), Lifecycle.ACTIVE);
    sqld.create(tenant.id());
    sqld.sql(tenant.id(), MadeUpPipelines.TABLES);
    return new Door(stand.url(), stand.token(tenant.namespace().name(), access), "");
  }

  @Test
  void showsInNoAnswer(RunningSqld sqld) throws Exception {
    compare(sqld, Access.READ_WRITE, PIPELINES);
  }

  @Test
  void showsInNoAnswerToReaders(RunningSqld sqld) throws Exception {
    compare(sqld, Access.READ_ONLY, Math.min(PIPELINES, 2_000) / 4);
  }

  private void compare(RunningSqld sqld, Access access, int pipelines) throws Exception {
    try (var plain = new GatewayStand(sqld.http(), sqld.tokenKey());
        var laned = GatewayStand.withLanes(sqld.http(), sqld.tokenKey(), LANES)) {
      Door direct = direct(sqld, access);
      Door passed = through(plain, sqld, access);
      Door onLane = through(laned, sqld, access);
      RandomGenerator random = Seed.random("lanes" + access);
      var pipelinesOf = new MadeUpPipelines(random);
      for (int i = 0; i < pipelines; i++) {
        boolean isThirdVersion = i % 3 != 0;
        String path = isThirdVersion ? "/v3/pipeline" : "/v2/pipeline";
        String body = pipelinesOf.next(isThirdVersion);
        HttpResponse<byte[]> expected = direct.ask(clients.getFirst(), path, body);
        HttpResponse<byte[]> between = passed.ask(clients.getFirst(), path, body);
        HttpResponse<byte[]> tried =
            onLane.ask(clients.get(random.nextInt(clients.size())), path, body);
        String which = "pipeline " + i + ", seed " + Seed.ofRun() + ": " + path + " " + body;
        assertEquals(between.statusCode(), tried.statusCode(), which);
        assertEquals(text(between), text(tried), which);
        assertEquals(headers(between), headers(tried), which);
        if (expected.statusCode() == 200) {
          assertEquals(200, tried.statusCode(), which);
          assertEquals(text(expected), text(tried), which);
        }
        if (i % 20 == 19) {
          atOnce(direct, onLane, pipelinesOf);
        }
      }
      System.out.println(access + ": " + pipelines + " pipelines, " + laned.ways());
      assertTrue(laned.ways("lane") > pipelines / 10, "lanes were taken");
      assertTrue(laned.ways("convoy") > pipelines / 100, "convoys were taken");
    }
  }

  /** Many reads at one moment, some of which fail. */
  private void atOnce(Door direct, Door onLane, MadeUpPipelines pipelinesOf) throws Exception {
    List<String> bodies = Stream.generate(pipelinesOf::nextRead).limit(24).toList();
    List<CompletableFuture<HttpResponse<byte[]>>> tried =
        bodies.stream()
            .map(body -> onLane.askLater(clients.getLast(), "/v2/pipeline", body))
            .toList();
    for (int i = 0; i < bodies.size(); i++) {
      String which = "seed " + Seed.ofRun() + ": " + bodies.get(i);
      HttpResponse<byte[]> expected = direct.ask(clients.getFirst(), "/v2/pipeline", bodies.get(i));
      assertEquals(expected.statusCode(), tried.get(i).get().statusCode(), which);
      assertEquals(text(expected), text(tried.get(i).get()), which);
    }
  }

  /** The body, without what nobody expects to be the same: durations and batons. */
  private static String text(HttpResponse<byte[]> answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    String timeless = TIMING.matcher(text).replaceAll("\"query_duration_ms\":0");
    return PATHS
        .matcher(timeless)
        .replaceAll("\"error\":\"\"")
        .replaceFirst("^\\{\"baton\":\"[^\"]*\"", "{\"baton\":\"\"");
  }

  private static Map<String, List<String>> headers(HttpResponse<byte[]> answer) {
    HttpHeaders headers = answer.headers();
    assertEquals(
        answer.body().length, headers.firstValueAsLong("content-length").orElse(-1), "length");
    var rest = new TreeMap<>(headers.map());
    rest.remove("content-length");
    rest.remove("date");
    rest.remove("x-request-id");
    return rest;
  }
}
