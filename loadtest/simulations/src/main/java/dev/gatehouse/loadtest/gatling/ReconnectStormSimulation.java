package dev.gatehouse.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * What if all clients come back at once, as after a network that was gone: each connects, says
 * hello, opens a stream and asks, in the same moment? Storm follows storm, each when the sessions
 * of the one before have closed. Each session must get its answer within seconds, and the last
 * storm must pass as well as the first.
 */
public final class ReconnectStormSimulation extends Simulation {
  private static final int STORMS_MIN = 2;
  private static final int STORM_SECONDS = 4;
  private static final Duration STAY = Duration.ofSeconds(2);
  private static final int BACK_MILLIS_MAX = 10_000;
  private static final double TIMES_MAX = 2;
  private static final int SLACK_MILLIS = 1000;

  {
    Run run = Run.current();
    Shape shape = run.shape();
    int storms = Math.max(STORMS_MIN, shape.seconds() / STORM_SECONDS);
    PopulationBuilder all = storm(run, storms);
    for (int number = storms - 1; number > 0; number--) {
      all = storm(run, number).andThen(all);
    }
    setUp(Hrana.warmUp(run, run.accounts(), shape.users()).andThen(all))
        .protocols(Hrana.connections(run))
        .assertions(global().failedRequests().count().is(0L));
    run.claim(Claims.atMostTimes(name(storms), name(1), TIMES_MAX, SLACK_MILLIS));
    run.claim(
        (figures, report) -> {
          for (int number = 1; number <= storms; number++) {
            var storm = figures.of(name(number));
            report.check(
                name(number) + ": every session is back",
                storm.asked() == shape.users() && storm.failed() == 0,
                "%d of %d".formatted(storm.asked() - storm.failed(), shape.users()));
            report.checkAtMost(
                name(number) + ": the last one is back", storm.max(), BACK_MILLIS_MAX, "ms");
          }
        });
  }

  private static String name(int number) {
    return "storm " + number;
  }

  private static PopulationBuilder storm(Run run, int number) {
    return scenario(name(number))
        .feed(Feeders.inTurn(run.accounts()))
        .exec(group(name(number)).on(exec(Hrana.openSession()).exec(Hrana.execute(run, "execute"))))
        .pause(STAY)
        .exec(Hrana.closeSession())
        .injectOpen(atOnceUsers(run.shape().users()));
  }
}
