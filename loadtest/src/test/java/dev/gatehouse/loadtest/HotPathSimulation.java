package dev.gatehouse.loadtest;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;

/**
 * A steady stream of small reads by one tenant, each its own pipeline: {@code -Durl}, {@code
 * -Dtoken}, and where wished {@code -Drate} (a second) and {@code -Dseconds}.
 */
public final class HotPathSimulation extends Simulation {
  private static final int MEAN_MILLIS_MAX = 20;
  private static final int P99_MILLIS_MAX = 100;
  private static final int WARM_UP_SECONDS = 5;
  private static final String WARM_UP = "warm up";
  private static final String READ = "read";
  private static final String PIPELINE =
      """
      {"requests":[{"type":"execute","stmt":{"sql":"select 40 + 2 as answer"}},{"type":"close"}]}""";

  private final int rate = Integer.getInteger("rate", 200);
  private final int seconds = Integer.getInteger("seconds", 20);

  {
    HttpProtocolBuilder protocol =
        http.baseUrl(System.getProperty("url", "http://127.0.0.1:8080"))
            .header("authorization", "Bearer " + required("token"))
            .header("content-type", "application/json")
            .shareConnections();
    setUp(
            reads(WARM_UP)
                .injectOpen(rampUsersPerSec(1).to(rate).during(WARM_UP_SECONDS))
                .andThen(
                    reads(READ).injectOpen(constantUsersPerSec(rate).during(seconds).randomized())))
        .protocols(protocol)
        .assertions(
            global().failedRequests().count().is(0L),
            details(READ).responseTime().mean().lt(MEAN_MILLIS_MAX),
            details(READ).responseTime().percentile(99).lt(P99_MILLIS_MAX));
  }

  private static ScenarioBuilder reads(String name) {
    return scenario(name)
        .exec(
            exec(
                http(name)
                    .post("/v2/pipeline")
                    .body(StringBody(PIPELINE))
                    .check(status().is(200))
                    .check(jsonPath("$.results[0].response.result.rows[0][0].value").is("42"))));
  }

  private static String required(String property) {
    String value = System.getProperty(property);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "-D%s is missing: './gatehouse dev' prints a URL and a token".formatted(property));
    }
    return value;
  }
}
