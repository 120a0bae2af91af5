package dev.gatehouse.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.tryMax;

import dev.gatehouse.loadtest.Report;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What do clients notice when Gatehouse is replaced under load? They add rows at one rate, and try
 * again as every client does whose connection is refused or closed. Every row must be there once,
 * and no client may wait for long. Of a Gatehouse that runs elsewhere, somebody else must do the
 * replacing.
 */
public final class RestartSimulation extends Simulation {
  private static final String ADD = "add a row";
  private static final String TRY = "try";
  private static final String TRIES = "tries";
  private static final int TRIES_MAX = 100;
  private static final int FIRST_PAUSE_MILLIS = 50;
  private static final int LAST_PAUSE_MILLIS = 1000;

  /** What a client may wait where nobody says how long the replacing took. */
  private static final int WAIT_MILLIS_MAX = 10_000;

  private final Run run = Run.current();
  private final AtomicLong ids = new AtomicLong();

  {
    Shape shape = run.shape();
    List<PopulationBuilder> populations = new ArrayList<>();
    populations.add(
        scenario("clients")
            .feed(Feeders.inTurn(run.accounts()))
            .exec(session -> session.set(Hrana.ID, ids.incrementAndGet()))
            .exec(
                group(ADD)
                    .on(
                        tryMax(TRIES_MAX, TRIES)
                            .on(
                                pause(session -> patience(session.getInt(TRIES)))
                                    .exec(Hrana.add(TRY)))))
            .injectOpen(constantUsersPerSec(shape.users()).during(shape.seconds())));
    run.installation()
        .ifPresent(
            installation -> {
              var turnover = new Turnover(installation);
              populations.add(
                  scenario("replacing")
                      .exec(
                          session -> {
                            turnover.begin();
                            return session;
                          })
                      .injectOpen(nothingFor(shape.seconds() / 3), atOnceUsers(1)));
              run.claim((figures, report) -> turnover.judge(report, figures.of(ADD).max()));
            });
    setUp(
            Hrana.warmUp(run, run.accounts(), shape.users())
                .andThen(populations.toArray(PopulationBuilder[]::new)))
        .protocols(Hrana.protocol(run))
        .assertions(
            details(ADD).failedRequests().count().is(0L),
            details(ADD).allRequests().count().gte(Claims.nearly(shape.users(), shape.seconds())));
    run.claim(this::judge);
  }

  /** Longer and longer, as clients do. */
  private static Duration patience(int tries) {
    return tries == 0
        ? Duration.ZERO
        : Duration.ofMillis(
            Math.min((long) FIRST_PAUSE_MILLIS << Math.min(tries, 10), LAST_PAUSE_MILLIS));
  }

  private void judge(Figures figures, Report report) throws IOException, InterruptedException {
    Figures.Row add = figures.of(ADD);
    report.figure("tries that failed, to be tried again", figures.of(TRY).failed(), "");
    report.figure("longest that a client waited", add.max(), "ms");
    if (run.installation().isEmpty()) {
      report.checkAtMost("no client waits for long", add.max(), WAIT_MILLIS_MAX, "ms");
    }
    long rows = Nameplates.rowsAdded(run.url(), run.accounts());
    report.check(
        "every row is there, once", rows == ids.get(), "%d of %d".formatted(rows, ids.get()));
  }
}
