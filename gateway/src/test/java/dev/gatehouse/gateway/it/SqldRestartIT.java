package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.send.lane.LaneBounds;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.testkit.HranaClient;
import dev.gatehouse.testkit.HranaReply;
import dev.gatehouse.testkit.RealSqld;
import dev.gatehouse.testkit.RunningSqld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** sqld is killed under reads, writes and sessions that open: nobody is sent away for that. */
@RealSqld(hardened = true)
@Timeout(300)
class SqldRestartIT {
  private static final int KILLS = 3;
  private static final int OF_EACH = 3;
  private static final int ANSWERS_BETWEEN = 60;

  private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
  private final AtomicLong answers = new AtomicLong();
  private volatile boolean over;

  /** What one client wrote. */
  private record Written(NamespaceId id, Set<String> surely, Set<String> maybe) {}

  @Test
  void costsConnectionsNoError(RunningSqld sqld) throws Exception {
    assertNobodyIsRefused(sqld, Optional.empty());
  }

  @Test
  void costsLanesNoError(RunningSqld sqld) throws Exception {
    var bounds = new LaneBounds(48, 16, 0, Duration.ofMinutes(10), 64 << 10);
    assertNobodyIsRefused(sqld, Optional.of(bounds));
  }

  private void assertNobodyIsRefused(RunningSqld sqld, Optional<LaneBounds> lanes)
      throws Exception {
    try (var stand = GatewayStand.patient(sqld.http(), sqld.tokenKey(), lanes);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Written>> writers = new ArrayList<>();
      List<Future<Boolean>> others = new ArrayList<>();
      for (int i = 0; i < OF_EACH; i++) {
        String name = "restarted" + i;
        TenantRecord tenant = stand.tenant(name, Lifecycle.ACTIVE);
        sqld.create(tenant.id());
        sqld.sql(tenant.id(), "create table t(a)");
        String token = stand.token(name, Access.READ_WRITE);
        HranaClient client = HranaClient.of(stand.url()).withToken(token);
        writers.add(threads.submit(() -> write(client, tenant.id())));
        others.add(threads.submit(whileItLasts(() -> read(client))));
        others.add(threads.submit(whileItLasts(() -> open(stand, token))));
      }
      for (int i = 0; i < KILLS; i++) {
        awaitAnswers();
        sqld.crash();
      }
      awaitAnswers();
      over = true;
      for (Future<Boolean> other : others) {
        other.get();
      }
      for (Future<Written> writer : writers) {
        assertInOnce(sqld, writer.get());
      }
    }
    assertEquals(List.of(), List.copyOf(errors));
  }

  private void awaitAnswers() {
    long enough = answers.get() + ANSWERS_BETWEEN;
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (answers.get() < enough) {
      assertTrue(System.nanoTime() < end, () -> "few answers; errors: " + errors);
      Thread.onSpinWait();
    }
  }

  private Callable<Boolean> whileItLasts(Callable<Boolean> asking) {
    return () -> {
      while (!over) {
        asking.call();
        answers.incrementAndGet();
      }
      return true;
    };
  }

  private Written write(HranaClient client, NamespaceId id) {
    var written = new Written(id, new HashSet<>(), new HashSet<>());
    for (int i = 0; !over; i++) {
      HranaReply reply = client.execute("insert into t values (" + i + ")");
      if (reply.code().equals("OUTCOME_UNKNOWN")) {
        written.maybe().add(Integer.toString(i));
      } else if (isDone(reply)) {
        written.surely().add(Integer.toString(i));
      }
      answers.incrementAndGet();
    }
    return written;
  }

  private boolean read(HranaClient client) {
    return isDone(client.execute("select count(*) from t"));
  }

  private boolean isDone(HranaReply reply) {
    boolean done = reply.status() == 200 && reply.errorCode(0).isEmpty();
    if (!done) {
      errors.add(reply.toString());
    }
    return done;
  }

  private boolean open(GatewayStand stand, String token) throws Exception {
    try (var session = SessionClient.hello(stand.url(), "hrana3", token)) {
      String answer = session.next();
      if (!answer.contains("hello_ok")) {
        errors.add(answer);
      }
    }
    return true;
  }

  private static void assertInOnce(RunningSqld sqld, Written written) throws Exception {
    var there = new HashSet<String>();
    var twice = new ArrayList<String>();
    for (var row : sqld.sql(written.id(), "select a from t").getFirst().rows()) {
      String value = String.valueOf(row.getFirst());
      if (!there.add(value)) {
        twice.add(value);
      }
    }
    assertEquals(List.of(), twice);
    assertTrue(there.containsAll(written.surely()), "an acknowledged write is lost");
    there.removeAll(written.surely());
    assertTrue(written.maybe().containsAll(there), () -> "nobody wrote " + there);
  }
}
