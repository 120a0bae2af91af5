package dev.gatehouse.gateway.it;

import static dev.gatehouse.gateway.it.SessionClient.closeStream;
import static dev.gatehouse.gateway.it.SessionClient.execute;
import static dev.gatehouse.gateway.it.SessionClient.openStream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.journey.stream.SessionTerms;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session begins a transaction and forgets it; its tenant's other writers do not wait for it. */
@ExtendWith(SqldExtension.class)
class ForgottenTransactionIT {
  /** sqld itself lets the next writer wait for five seconds. */
  private static final Duration SQLDS_PATIENCE = Duration.ofSeconds(4);

  private static SessionSettings transactionsRestFor(Duration idle) {
    SessionTerms terms = SessionSettings.DEFAULT.terms();
    return new SessionSettings(
        SessionSettings.DEFAULT.bounds(),
        new SessionTerms(terms.ageMax(), terms.clockSkew(), terms.unansweredMax(), idle),
        10,
        Duration.ofSeconds(10));
  }

  @Test
  void isRolledBackAndItsClientHearsSo(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway =
        new GatewayStand(
            sqld.http(),
            sqld.tokenKey(),
            transactionsRestFor(Duration.ofMillis(500)),
            new Limits(100_000, 1_000_000, 64))) {
      sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
      String token = gateway.token("a", Access.READ_WRITE);
      for (String protocol : new String[] {"hrana2", "hrana3"}) {
        try (SessionClient forgetful = SessionClient.hello(gateway.url(), protocol, token);
            SessionClient writer = SessionClient.hello(gateway.url(), protocol, token)) {
          writer.send(openStream(1, 1));
          writer.send(execute(2, 1, "create table if not exists t (x)"));
          writer.next(3);
          forgetful.send(openStream(1, 7));
          forgetful.send(openStream(2, 8));
          forgetful.send(execute(3, 7, "BEGIN IMMEDIATE"));
          forgetful.send(execute(4, 7, "insert into t values ('lost')"));
          forgetful.next(5);

          long since = System.nanoTime();
          writer.send(execute(3, 1, "insert into t values ('kept')"));
          assertTrue(writer.next().contains("response_ok"));
          assertTrue(System.nanoTime() - since < SQLDS_PATIENCE.toNanos(), "waited for sqld");

          forgetful.send(execute(5, 7, "COMMIT"));
          String refused = forgetful.next();
          assertTrue(refused.contains("\"request_id\":5"), refused);
          assertTrue(refused.contains("TRANSACTION_IDLE"), refused);
          forgetful.send(execute(6, 8, "select count(*) from t where x = 'lost'"));
          String counted = forgetful.next();
          assertTrue(counted.contains("\"value\":\"0\""), counted);
          forgetful.send(closeStream(7, 7));
          assertTrue(forgetful.next().contains("response_ok"));
          forgetful.send(openStream(8, 7));
          forgetful.send(execute(9, 7, "select 'again'"));
          assertTrue(forgetful.next(2).contains("again"));
        }
      }
      FaultStand.await("no stream counts", () -> gateway.streams() == 0);
    }
  }

  @Test
  void oneThatIsAtWorkIsLeftAlone(RunningSqld sqld) throws Exception {
    try (GatewayStand gateway =
        new GatewayStand(
            sqld.http(),
            sqld.tokenKey(),
            transactionsRestFor(Duration.ofMillis(300)),
            new Limits(100_000, 1_000_000, 64))) {
      sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
      String token = gateway.token("a", Access.READ_WRITE);
      try (SessionClient busy = SessionClient.hello(gateway.url(), "hrana3", token)) {
        busy.send(openStream(1, 1));
        busy.send(execute(2, 1, "begin"));
        busy.send(execute(3, 1, "create table t (x)"));
        busy.next(4);
        String slow =
            "with recursive c(n) as (select 1 union all select n + 1 from c where n < 3000000)"
                + " select count(*) from c";
        busy.send(execute(4, 1, slow));
        assertTrue(busy.next().contains("3000000"));
        busy.send(execute(5, 1, "commit"));
        String committed = busy.next();
        assertTrue(committed.contains("response_ok"), committed);
        assertEquals(1, gateway.streams());
      }
    }
  }
}
