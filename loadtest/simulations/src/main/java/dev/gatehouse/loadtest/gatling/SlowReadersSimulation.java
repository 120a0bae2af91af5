package dev.gatehouse.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.gatehouse.loadtest.Report;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What do others notice of clients that ask for megabytes and hardly read them, and what do those
 * cost? Others read at one rate all the time; in the second half the {@link SlowReaders} are there.
 * None of the others' may fail, their slow answers must stay about what they were, the slow readers
 * must be served and not cut off, and what they do not read must not pile up in Gatehouse.
 */
public final class SlowReadersSimulation extends Simulation {
  private static final String BEFORE = "others, before";
  private static final String MEANWHILE = "others, meanwhile";
  private static final int OTHERS_PER_SECOND = 50;
  private static final int SLOW_TENANTS = 4;
  private static final double TIMES_MAX = 3;
  private static final int SLACK_MILLIS = 50;
  private static final double UNREAD_SHARE_MAX = 0.5;

  private final Run run = Run.current();
  private final SlowReaders readers = new SlowReaders(run.url());
  private final AtomicLong residentBefore = new AtomicLong();
  private volatile long residentMeanwhile;

  {
    Shape shape = run.shape();
    int slow = Math.min(SLOW_TENANTS, run.accounts().size() - 1);
    List<Account> slowOnes = run.accounts().subList(0, slow);
    List<Account> others = run.accounts().subList(slow, run.accounts().size());
    PopulationBuilder add =
        scenario("slow readers")
            .feed(Feeders.inTurn(slowOnes))
            .exec(
                session -> {
                  readers.add(
                      new Account(
                          session.getString(Account.LABEL) + "",
                          session.getString(Account.TOKEN) + ""));
                  return session;
                })
            .injectOpen(rampUsers(shape.users()).during(1));
    PopulationBuilder before =
        scenario(BEFORE)
            .feed(Feeders.inTurn(others))
            .exec(Hrana.read(run, BEFORE))
            .injectOpen(constantUsersPerSec(OTHERS_PER_SECOND).during(shape.half()));
    PopulationBuilder meanwhile =
        scenario(MEANWHILE)
            .feed(Feeders.inTurn(others))
            .exec(
                session -> {
                  if (residentBefore.get() == 0) {
                    residentBefore.set(resident());
                  }
                  return session;
                })
            .exec(Hrana.read(run, MEANWHILE))
            .injectOpen(constantUsersPerSec(OTHERS_PER_SECOND).during(shape.half()));
    setUp(Hrana.warmUp(run, others, OTHERS_PER_SECOND).andThen(before.andThen(meanwhile, add)))
        .protocols(Hrana.protocol(run))
        .assertions(global().failedRequests().count().is(0L));
    run.claim(Claims.atMostTimes(MEANWHILE, BEFORE, TIMES_MAX, SLACK_MILLIS));
    run.claim((figures, report) -> judgeReaders(report));
  }

  private long resident() {
    try {
      return run.installation().isPresent()
          ? run.installation().get().gatehouse().residentBytes()
          : -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void after() {
    residentMeanwhile = resident();
    try {
      readers.letGo();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void judgeReaders(Report report) {
    int all = run.shape().users();
    long unread = readers.served() * SlowReaders.ANSWER_BYTES - readers.bytes();
    report.figure("slow readers that were served", readers.served(), "");
    report.figure("what they did not read", unread / 1e6, "MB");
    report.check(
        "every slow reader is served, and none is cut off",
        readers.served() == all && readers.cut() == 0,
        "%d of %d, %d cut off".formatted(readers.served(), all, readers.cut()));
    if (run.installation().isPresent()) {
      report.checkAtMost(
          "Gatehouse's memory grew by half of what is not read",
          (residentMeanwhile - residentBefore.get()) / 1e6,
          UNREAD_SHARE_MAX * unread / 1e6,
          "MB");
    }
  }
}
