package dev.gatehouse.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What does a tenant pay that nobody has asked for since the start: a token not verified yet, a
 * tenant not looked up yet, a database that sqld has not opened yet? Gatehouse and sqld are started
 * anew where they are its own, and warmed up by one tenant alone; then every other tenant comes
 * once, and once more. None may fail, and a first visit must stay within half a second of a later
 * one.
 */
public final class ColdCachesSimulation extends Simulation {
  private static final String FIRST = "first visit";
  private static final String LATER = "later visit";
  private static final int WARM_UP_PER_SECOND = 50;
  private static final double TIMES_MAX = 3;
  private static final int SLACK_MILLIS = 500;

  private final Run run = Run.current();

  {
    List<Account> tenants = run.accounts();
    setUp(
            Hrana.warmUp(run, tenants.subList(0, 1), WARM_UP_PER_SECOND)
                .andThen(visits(FIRST).andThen(visits(LATER))))
        .protocols(Hrana.protocol(run))
        .assertions(global().failedRequests().count().is(0L));
    run.claim(Claims.atMostTimes(FIRST, LATER, TIMES_MAX, SLACK_MILLIS));
  }

  @Override
  public void before() {
    try {
      if (run.installation().isPresent()) {
        run.installation().get().restart();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PopulationBuilder visits(String name) {
    List<Account> tenants = run.accounts().subList(1, run.accounts().size());
    return scenario(name)
        .feed(Feeders.inTurn(tenants))
        .exec(Hrana.read(run, name))
        .injectOpen(rampUsers(tenants.size()).during(run.shape().half()));
  }
}
