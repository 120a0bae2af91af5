package dev.gatehouse.gateway.it;

import static dev.gatehouse.gateway.it.SessionClient.closeStream;
import static dev.gatehouse.gateway.it.SessionClient.openStream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a tenant is told that asks more than it may, on each carrier; all draw on one bucket. */
@ExtendWith(SqldExtension.class)
class RatesIT {
  /** So slow that nothing comes back while a test runs. */
  private static final Limits FIVE = new Limits(5, 5, 64);

  private static final String SELECT =
      "{\"type\":\"execute\",\"stmt\":{\"sql\":\"select 'fine'\"}}";

  private final HttpClient http = HttpClient.newHttpClient();

  private static GatewayStand stand(RunningSqld sqld) throws Exception {
    var gateway =
        new GatewayStand(
            sqld.http(), sqld.tokenKey(), SessionSettings.DEFAULT, GatewayStand.Bounds.of(FIVE));
    sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
    return gateway;
  }

  private HttpResponse<String> pipeline(GatewayStand gateway, int statements) throws Exception {
    String executes = String.join(",", Collections.nCopies(statements, SELECT));
    var request =
        HttpRequest.newBuilder(gateway.url().resolve("/v2/pipeline"))
            .header("authorization", "Bearer " + gateway.token("a", Access.READ_WRITE))
            .header("origin", "https://app.example")
            .POST(
                BodyPublishers.ofString(
                    "{\"requests\":[%s,{\"type\":\"close\"}]}".formatted(executes)))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  @Test
  void aRequestTooManyIsToldHowFarTheWindowsAreUsedUp(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld)) {
      for (int i = 0; i < 5; i++) {
        assertEquals(200, pipeline(gateway, 1).statusCode());
      }

      var refused = pipeline(gateway, 1);

      assertEquals(429, refused.statusCode());
      assertTrue(Integer.parseInt(header(refused, "retry-after")) <= 12);
      assertEquals("\"second\";q=5;w=1, \"minute\";q=5;w=60", header(refused, "ratelimit-policy"));
      assertTrue(header(refused, "ratelimit").contains("\"minute\";r=0;t="), refused::toString);
      String exposed = header(refused, "access-control-expose-headers");
      assertTrue(exposed.contains("retry-after, ratelimit, ratelimit-policy"), exposed);
      assertTrue(refused.body().contains("OVER_LIMIT"), refused.body());
    }
  }

  @Test
  void aLongPipelineIsServedAndPaidForByWhatComesNextOnAnyCarrier(RunningSqld sqld)
      throws Exception {
    try (GatewayStand gateway = stand(sqld);
        SessionClient session =
            SessionClient.hello(gateway.url(), "hrana3", gateway.token("a", Access.READ_WRITE));
        GrpcClient grpc =
            GrpcClient.connect(gateway.url()).token(gateway.token("a", Access.READ_WRITE))) {
      session.send(openStream(1, 1));
      session.next(2);

      var served = pipeline(gateway, 100);

      assertEquals(200, served.statusCode());
      assertEquals(429, pipeline(gateway, 1).statusCode());
      session.send(SessionClient.execute(2, 1, "select 'fine'"));
      String refused = session.next();
      assertTrue(refused.contains("OVER_LIMIT") && refused.contains("try again in"), refused);
      session.send(closeStream(3, 1));
      assertTrue(session.next().contains("close_stream"), "the session lives");
      String outcome =
          grpc.outcomeOf(client -> client.execute(UUID.randomUUID().toString(), "select 1"));
      assertTrue(outcome.contains("RESOURCE_EXHAUSTED"), outcome);
    }
  }

  @Test
  void aLongBatchOfASessionCostsAsMuchAsAPipeline(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway = stand(sqld);
        SessionClient session =
            SessionClient.hello(gateway.url(), "hrana3", gateway.token("a", Access.READ_WRITE))) {
      session.send(openStream(1, 1));
      session.next(2);
      String steps =
          String.join(",", Collections.nCopies(40, "{\"stmt\":{\"sql\":\"select 'fine'\"}}"));

      session.send(
          "{\"type\":\"request\",\"request_id\":2,\"request\":{\"type\":\"batch\",\"stream_id\":1,"
              + "\"batch\":{\"steps\":["
              + steps
              + "]}}}");

      assertTrue(session.next().contains("fine"), "it is served");
      assertEquals(429, pipeline(gateway, 1).statusCode());
    }
  }
}
