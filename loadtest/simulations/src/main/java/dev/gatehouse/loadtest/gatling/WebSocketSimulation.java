package dev.gatehouse.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * Do sessions over WebSockets work while they come and go: connect, hello, open a stream, ask ten
 * times, close? No step may fail, each answer must be of the session's own tenant, and the slow
 * answers must not be out of all proportion.
 */
public final class WebSocketSimulation extends Simulation {
  private static final String EXECUTE = "execute";
  private static final int ASKS = 10;
  private static final Duration THINKING = Duration.ofMillis(50);

  {
    Run run = Run.current();
    Shape shape = run.shape();
    var session =
        scenario("session")
            .feed(Feeders.inTurn(run.accounts()))
            .exec(Hrana.openSession())
            .exec(repeat(ASKS).on(exec(Hrana.execute(run, EXECUTE)).pause(THINKING)))
            .exec(Hrana.closeSession());
    setUp(
            Hrana.warmUp(run, run.accounts(), shape.users())
                .andThen(
                    session.injectOpen(constantUsersPerSec(shape.users()).during(shape.seconds()))))
        .protocols(Hrana.connections(run))
        .assertions(
            global().failedRequests().count().is(0L),
            details(EXECUTE)
                .allRequests()
                .count()
                .gte(ASKS * Claims.nearly(shape.users(), shape.seconds())));
    run.claim(Claims.noLongTail(EXECUTE));
  }
}
