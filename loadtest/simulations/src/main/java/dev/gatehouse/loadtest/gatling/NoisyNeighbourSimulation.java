package dev.gatehouse.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.util.List;

/**
 * What do tenants that keep to their share notice of one that does not? They ask at one rate all
 * the time, and in the second half one more tenant asks for eight times as much as all of them.
 * None of theirs may fail, their slow answers must stay about what they were, and the noisy one
 * gets answers or 429 and nothing else.
 */
public final class NoisyNeighbourSimulation extends Simulation {
  private static final String QUIET = "others, quiet";
  private static final String NOISY = "others, noisy";
  private static final String LOUD = "the noisy one";
  private static final String ANSWERED = "answered";
  private static final String REFUSED = "refused";
  private static final int TIMES = 8;
  private static final double TIMES_MAX = 3;
  private static final int SLACK_MILLIS = 25;

  {
    Run run = Run.current();
    Shape shape = run.shape();
    List<Account> others = run.accounts().subList(1, run.accounts().size());
    PopulationBuilder loud =
        scenario(LOUD)
            .feed(Feeders.inTurn(run.accounts().subList(0, 1)))
            .exec(Hrana.readOrBeRefused(LOUD))
            .exec(session -> counted(run, session))
            .injectOpen(constantUsersPerSec(TIMES * shape.users()).during(shape.half()));
    setUp(
            Hrana.warmUp(run, others, shape.users())
                .andThen(calm(run, others, QUIET).andThen(calm(run, others, NOISY), loud)))
        .protocols(Hrana.protocol(run))
        .assertions(global().failedRequests().count().is(0L));
    run.claim(Claims.atMostTimes(NOISY, QUIET, TIMES_MAX, SLACK_MILLIS));
    run.claim(
        (figures, report) -> {
          report.check(
              "the noisy one is served its share",
              run.counted(ANSWERED) > 0,
              run.counted(ANSWERED) + " answers");
          if (run.installation().isPresent()) {
            report.check(
                "the noisy one is held to its limit",
                run.counted(REFUSED) > 0,
                run.counted(REFUSED) + " refusals");
          }
        });
  }

  private static PopulationBuilder calm(Run run, List<Account> others, String name) {
    return scenario(name)
        .feed(Feeders.inTurn(others))
        .exec(Hrana.read(run, name))
        .injectOpen(constantUsersPerSec(run.shape().users()).during(run.shape().half()));
  }

  private static Session counted(Run run, Session session) {
    if (session.contains(Hrana.STATUS)) {
      run.count(session.getInt(Hrana.STATUS) == 200 ? ANSWERED : REFUSED);
    }
    return session;
  }
}
