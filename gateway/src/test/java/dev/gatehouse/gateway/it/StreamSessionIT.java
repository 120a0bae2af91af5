package dev.gatehouse.gateway.it;

import static dev.gatehouse.gateway.it.SessionClient.closeStream;
import static dev.gatehouse.gateway.it.SessionClient.execute;
import static dev.gatehouse.gateway.it.SessionClient.openStream;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.it.StreamClient.Session;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** WebSockets on streams of HTTP/2, before a real sqld. */
@ExtendWith(SqldExtension.class)
class StreamSessionIT {
  private static final String OPENED = "open 200 hrana3";
  private static final String HELLO_OK = "{\"type\":\"hello_ok\"}";
  private static final Duration LONG = Duration.ofMinutes(1);

  private GatewayStand gateway;
  private StreamClient client;

  @BeforeEach
  void open(RunningSqld sqld) throws Exception {
    gateway = new GatewayStand(sqld.http(), sqld.tokenKey());
    sqld.create(gateway.tenant("a", Lifecycle.ACTIVE).id());
    client = new StreamClient(gateway.url());
  }

  @AfterEach
  void close() {
    client.close();
    gateway.close();
  }

  private Session session() throws InterruptedException {
    Session session = client.hello("hrana3", gateway.token("a", Access.READ_WRITE));
    assertEquals(OPENED, session.next());
    assertEquals(HELLO_OK, session.next());
    return session;
  }

  private static void assertContains(String expected, String answer) {
    assertTrue(answer.contains(expected), () -> "expected " + expected + " in " + answer);
  }

  @Test
  void carriesTransactionsOfManySessionsOverOneConnection() throws Exception {
    Session first = session();
    Session second = session();
    first.send(openStream(1, 1));
    first.send(execute(2, 1, "create table t (x)"));
    first.send(execute(3, 1, "begin"));
    first.send(execute(4, 1, "insert into t values ('mine')"));
    assertContains("\"affected_row_count\":1", first.next(4));
    second.send(openStream(1, 1));
    second.send(execute(2, 1, "select count(*) || ' rows' from t"));
    assertContains("0 rows", second.next(2));
    first.send(execute(5, 1, "commit"));
    assertContains("response_ok", first.next());
    second.send(execute(3, 1, "select x from t"));
    assertContains("mine", second.next());
  }

  @Test
  void carriesMessagesThatAreLargerThanAnyWindow() throws Exception {
    Session session = session();
    session.send(openStream(1, 1));
    session.send(execute(2, 1, "select length('" + "x".repeat(900_000) + "') || ' long'"));
    assertContains("900000 long", session.next(2));
    session.send(execute(3, 1, "select hex(zeroblob(1500000))"));
    assertContains("0".repeat(3_000_000), session.next());
  }

  @Test
  void holdsTheGuardAndTheToken() throws Exception {
    Session session = session();
    session.send(openStream(1, 1));
    session.send(execute(2, 1, "select readfile('/etc/hostname')"));
    assertContains("SQL_FORBIDDEN", session.next(2));
    Session forged = client.hello("hrana3", "no.token.atall");
    assertEquals(OPENED, forged.next());
    assertContains("hello_error", forged.next());
    assertContains("close 1000", forged.next());
  }

  @Test
  void aStreamThatIsTakenBackLeavesNothingBehind() throws Exception {
    Session stays = session();
    Session vanishes = session();
    gateway.awaitSessions(2);
    stays.send(openStream(1, 1));
    stays.send(execute(2, 1, "create table t (x)"));
    stays.next(2);
    vanishes.send(openStream(1, 1));
    vanishes.send(execute(2, 1, "begin immediate"));
    vanishes.next(2);
    vanishes.reset();
    gateway.awaitSessions(1);
    stays.send(execute(3, 1, "insert into t values (1)"));
    assertContains("\"affected_row_count\":1", stays.next());
  }

  @Test
  void aDrainingGatewaySaysFarewellAndWaitsForOpenStreams() throws Exception {
    Session quiet = session();
    Session busy = session();
    busy.send(openStream(1, 1));
    assertContains("response_ok", busy.next());
    Thread draining = Thread.startVirtualThread(() -> gateway.gateway().drain(LONG));
    assertEquals("close 1001 Gatehouse is about to stop", quiet.next());
    assertEquals("end", quiet.next());
    busy.send(execute(2, 1, "select 'finished'"));
    busy.send(closeStream(3, 1));
    assertContains("finished", busy.next(2));
    assertEquals("close 1001 Gatehouse is about to stop", busy.next());
    assertEquals("end", busy.next());
    assertTrue(client.isClosedSoon());
    draining.join();
  }
}
