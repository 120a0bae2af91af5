package dev.gatehouse.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Are tenants that come seldom served as well as those that come all the time? Tenants come by
 * Zipf's law, nine times in ten to read. None may fail, each answer must be of the tenant that
 * asked, and the seldom ones' slow reads must be about as fast as the frequent ones'.
 */
public final class MixedTenantsSimulation extends Simulation {
  private static final double EXPONENT = 1.1;
  private static final double READS = 90;
  private static final int FREQUENT_SHARE = 10;
  private static final String FREQUENT = "read, frequent";
  private static final String SELDOM = "read, seldom";
  private static final String WRITE = "write";
  private static final double TIMES_MAX = 3;
  private static final int SLACK_MILLIS = 25;

  {
    Run run = Run.current();
    Shape shape = run.shape();
    int frequent = Math.ceilDiv(run.accounts().size(), FREQUENT_SHARE);
    var ids = new AtomicLong();
    var mixed =
        scenario("mixed tenants")
            .feed(Feeders.byZipf(run.accounts(), EXPONENT, shape.seed()))
            .exec(session -> named(session, frequent).set(Hrana.ID, ids.incrementAndGet()))
            .exec(
                randomSwitch()
                    .on(
                        percent(READS).then(exec(Hrana.read(run, "#{kind}"))),
                        percent(100 - READS).then(exec(Hrana.add(WRITE)))));
    setUp(
            Hrana.warmUp(run, run.accounts(), shape.users())
                .andThen(
                    mixed.injectOpen(
                        constantUsersPerSec(shape.users()).during(shape.seconds()).randomized())))
        .protocols(Hrana.protocol(run))
        .assertions(global().failedRequests().count().is(0L));
    run.claim(Claims.atMostTimes(SELDOM, FREQUENT, TIMES_MAX, SLACK_MILLIS));
  }

  private static Session named(Session session, int frequent) {
    return session.set("kind", session.getInt("rank") < frequent ? FREQUENT : SELDOM);
  }
}
