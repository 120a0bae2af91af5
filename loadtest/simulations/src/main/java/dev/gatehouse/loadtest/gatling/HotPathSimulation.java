package dev.gatehouse.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Simulation;

/**
 * How long does the shortest way through Gatehouse take: one tenant, one small read a request, at a
 * rate that does not wait for answers? None may fail, each must be right, and the slow ones must
 * not be out of all proportion to the usual ones.
 */
public final class HotPathSimulation extends Simulation {
  private static final String READ = "read";

  {
    Run run = Run.current();
    Shape shape = run.shape();
    var one = run.accounts().subList(0, 1);
    setUp(
            Hrana.warmUp(run, one, shape.users())
                .andThen(
                    scenario(READ)
                        .feed(Feeders.inTurn(one))
                        .exec(Hrana.read(run, READ))
                        .injectOpen(constantUsersPerSec(shape.users()).during(shape.seconds()))))
        .protocols(Hrana.protocol(run))
        .assertions(
            global().failedRequests().count().is(0L),
            details(READ).allRequests().count().gte(Claims.nearly(shape.users(), shape.seconds())));
    run.claim(Claims.noLongTail(READ));
  }
}
