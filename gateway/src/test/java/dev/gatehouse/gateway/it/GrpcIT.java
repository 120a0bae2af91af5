package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.GatewaySettings.Front;
import dev.gatehouse.gateway.GatewaySettings.TlsFiles;
import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.front.TestCertificate;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.Revocations.Revoked;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RawMessage;
import dev.gatehouse.testkit.RunningSqld;
import dev.gatehouse.testkit.SqldExtension;
import io.grpc.CallOptions;
import io.grpc.StatusRuntimeException;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SqldExtension.class)
class GrpcIT {
  private static final String OWN = "the row of a";
  private static final String SECRET = "the secret of b";
  private static final Limits LIMITS = new Limits(100_000, 1_000_000, 64);

  private GatewayStand gateway;
  private NamespaceId own;
  private NamespaceId other;

  @BeforeEach
  void open(RunningSqld sqld) throws Exception {
    gateway = new GatewayStand(sqld.http(), sqld.tokenKey());
    own = tenant(sqld, gateway, "a", OWN);
    other = tenant(sqld, gateway, "b", SECRET);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private static NamespaceId tenant(RunningSqld sqld, GatewayStand stand, String name, String row)
      throws Exception {
    NamespaceId id = stand.tenant(name, Lifecycle.ACTIVE).id();
    sqld.create(id);
    sqld.sql(id, "create table t (x)", "insert into t values ('" + row + "')");
    return id;
  }

  private GrpcClient client(String tenant, Access access) {
    return GrpcClient.connect(gateway.url()).token(gateway.token(tenant, access));
  }

  private GrpcClient client() {
    return client("a", Access.READ_WRITE);
  }

  private static String someClientId() {
    return UUID.randomUUID().toString();
  }

  private static void assertContains(String expected, String answer) {
    assertTrue(answer.contains(expected), () -> "expected " + expected + " in " + answer);
  }

  private static void assertUnseen(String answer) {
    assertFalse(answer.contains(SECRET), answer);
  }

  @Test
  void replicates() throws Exception {
    try (GrpcClient client = client()) {
      client.hello();
      assertContains(OWN, client.batchLogEntries());
    }
  }

  @Test
  void streamsTheLogWhileItGrows(RunningSqld sqld) throws Exception {
    try (GrpcClient client = client()) {
      client.hello();
      Iterator<String> frames = client.logEntries();
      awaitRow(frames, OWN);
      sqld.sql(own, "insert into t values ('a later row')");
      awaitRow(frames, "a later row");
    }
  }

  @Test
  void aStreamEndsWithItsRight() throws Exception {
    try (GrpcClient client = client()) {
      client.hello();
      Iterator<String> frames = client.logEntries();
      awaitRow(frames, OWN);
      var sessions = gateway.gateway().sessions();
      assertEquals(1, sessions.onRevoked(new Revoked.TokensOf(new Namespace("a"))));
      assertThrows(StatusRuntimeException.class, () -> frames.forEachRemaining(_ -> {}));
      gateway.awaitSessions(0);
    }
  }

  private static void awaitRow(Iterator<String> frames, String row) {
    while (!frames.next().contains(row)) {
      assertTrue(frames.hasNext());
    }
  }

  @Test
  void answersAsSqldItselfDoes(RunningSqld sqld) throws Exception {
    try (GrpcClient through = client();
        GrpcClient direct =
            GrpcClient.connect(sqld.http())
                .namespace(own.value())
                .token(sqld.token(own, Access.READ_WRITE))) {
      // On its own, sqld frames a bare status in a way that this client calls a broken stream.
      assertEquals("FAILED_PRECONDITION NO_HELLO", through.outcomeOf(GrpcClient::batchLogEntries));
      assertEquals(direct.hello(), through.hello());
      assertEquals(direct.batchLogEntries(), through.batchLogEntries());
      // There is no snapshot before the log has been compacted.
      assertEquals(
          "INTERNAL No such file or directory (os error 2)",
          through.outcomeOf(GrpcClient::snapshot));
      for (String sql :
          new String[] {"select x from t", "select typeof(x), null, 1.5, x'00ff' from t"}) {
        GrpcClient.Call execute = client -> client.execute(someClientId(), sql);
        assertEquals(direct.outcomeOf(execute), through.outcomeOf(execute));
        GrpcClient.Call describe = client -> client.describe(someClientId(), sql);
        assertEquals(direct.outcomeOf(describe), through.outcomeOf(describe));
      }
      assertContains(
          "INVALID_ARGUMENT", through.outcomeOf(c -> c.execute(someClientId(), "no sql at all")));
    }
  }

  @Test
  void writesInATransactionAndDisconnects(RunningSqld sqld) throws Exception {
    String id = someClientId();
    try (GrpcClient client = client()) {
      client.execute(id, "begin immediate");
      client.execute(id, "insert into t values ('written')");
      assertContains("written", client.execute(id, "select x from t"));
      client.execute(id, "commit");
      client.execute(id, "begin immediate");
      assertEquals("", client.disconnect(id));
      client.execute(someClientId(), "insert into t values ('after the disconnect')");
    }
    assertEquals(3, sqld.sql(own, "select x from t").getFirst().rows().size());
  }

  @Test
  void aStreamOfManyMegabytesCostsAWindow(RunningSqld sqld) throws Exception {
    sqld.sql(own, "create table wide (x)");
    for (int i = 0; i < 8; i++) {
      sqld.sql(own, "insert into wide values (randomblob(2000000))");
    }
    var memory = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
    try (GrpcClient lazy = client();
        GrpcClient quick = client()) {
      lazy.hello();
      quick.hello();
      long before = memory.usedDirectMemory() + memory.usedHeapMemory();
      Iterator<String> frames = lazy.logEntries();
      int taken = frames.next().length();
      long most = 0;
      String client = someClientId();
      for (int i = 0; i < 100; i++) {
        quick.execute(client, "select 1");
        most = Math.max(most, memory.usedDirectMemory() + memory.usedHeapMemory() - before);
      }
      long held = most;
      assertTrue(held < 6 << 20, () -> held + " bytes are held");
      while (taken < 16_000_000) {
        taken += frames.next().length();
      }
    }
  }

  @Test
  void speaksOverTls(RunningSqld sqld, @TempDir Path folder) throws Exception {
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    TestCertificate.named("gatehouse", folder).write(certificate, key);
    Front plain = Front.PLAIN;
    var secured =
        new Front(
            plain.connectionsPerAddressMax(),
            plain.handshake(),
            plain.proxyProtocol(),
            Optional.of(new TlsFiles(certificate, key, Duration.ofHours(1))),
            plain.clientAddressFrom(),
            plain.trustedProxies(),
            plain.corsOrigins(),
            plain.http2());
    try (var stand =
        new GatewayStand(
            sqld.http(),
            sqld.tokenKey(),
            SessionSettings.DEFAULT,
            GatewayStand.Bounds.of(LIMITS),
            secured)) {
      tenant(sqld, stand, "c", OWN);
      try (GrpcClient client =
          GrpcClient.connect(stand.url(), certificate).token(stand.token("c", Access.READ_WRITE))) {
        client.hello();
        assertContains(OWN, client.batchLogEntries());
        assertContains(OWN, client.execute(someClientId(), "select x from t"));
      }
    }
  }

  @Test
  void theNamespaceIsTheTokensWhateverTheMetadataSay() throws Exception {
    for (String named : new String[] {"b", other.value()}) {
      try (GrpcClient client = client().namespace(named)) {
        assertUnseen(client.hello());
        String log = client.batchLogEntries();
        assertContains(OWN, log);
        assertUnseen(log);
        assertUnseen(client.logEntries().next());
        assertUnseen(client.outcomeOf(GrpcClient::snapshot));
        assertContains(OWN, client.execute(someClientId(), "select x from t"));
      }
    }
    try (GrpcClient client = client().with("x-namespace", "b")) {
      assertContains("NOT_FOUND", client.outcomeOf(GrpcClient::hello));
    }
  }

  @Test
  void aClientIdIsItsOwnersAlone() throws Exception {
    String id = someClientId();
    try (GrpcClient victim = client("b", Access.READ_WRITE);
        GrpcClient thief = client();
        GrpcClient reader = client("b", Access.READ_ONLY)) {
      victim.execute(id, "begin immediate");
      victim.execute(id, "insert into t values ('not committed')");
      assertContains(OWN, thief.execute(id, "select x from t"));
      thief.outcomeOf(client -> client.execute(id, "commit"));
      thief.outcomeOf(client -> client.disconnect(id));
      reader.outcomeOf(client -> client.execute(id, "commit"));
      reader.outcomeOf(client -> client.disconnect(id));
      assertContains("not committed", victim.execute(id, "select x from t"));
      victim.execute(id, "rollback");
      assertFalse(victim.execute(id, "select x from t").contains("not committed"));
    }
  }

  @Test
  void nobodyWithoutATokenIsServed() throws Exception {
    try (GrpcClient client = GrpcClient.connect(gateway.url()).namespace("a")) {
      GrpcClient.Call[] calls = {
        GrpcClient::hello,
        GrpcClient::batchLogEntries,
        GrpcClient::snapshot,
        c -> c.logEntries().next(),
        c -> c.execute(someClientId(), "select 1"),
        c -> c.describe(someClientId(), "select 1"),
        c -> c.disconnect(someClientId()),
      };
      for (GrpcClient.Call call : calls) {
        assertEquals("UNAUTHENTICATED TOKEN_MISSING", client.outcomeOf(call));
      }
      client.token("no.token.atall");
      assertEquals("UNAUTHENTICATED TOKEN_INVALID", client.outcomeOf(GrpcClient::hello));
    }
  }

  @Test
  void theGuardHolds() throws Exception {
    try (GrpcClient client = client()) {
      for (String sql :
          new String[] {
            "select readfile('/etc/hostname')", "attach 'x' as y", "explain pragma cache_size=1"
          }) {
        assertEquals(
            "INVALID_ARGUMENT SQL_FORBIDDEN",
            client.outcomeOf(c -> c.execute(someClientId(), sql)));
        assertEquals(
            "INVALID_ARGUMENT SQL_FORBIDDEN",
            client.outcomeOf(c -> c.describe(someClientId(), sql)));
      }
    }
  }

  @Test
  void aReaderDoesNotWrite(RunningSqld sqld) throws Exception {
    try (GrpcClient reader = client("a", Access.READ_ONLY)) {
      String answer =
          reader.outcomeOf(
              client -> client.execute(someClientId(), "insert into t values ('forbidden')"));
      assertFalse(answer.contains(own.value()), answer);
      assertContains(OWN, reader.execute(someClientId(), "select x from t"));
    }
    assertEquals(1, sqld.sql(own, "select x from t").getFirst().rows().size());
  }

  @Test
  void whatDoesNotExistIsUnimplemented() throws Exception {
    try (GrpcClient client = client()) {
      for (String method :
          new String[] {"proxy.Proxy/StreamExec", "wal_log.ReplicationLog/Other", "other.S/M"}) {
        assertEquals("UNIMPLEMENTED NOT_FOUND", client.outcomeOf(c -> c.call(method, new byte[0])));
      }
    }
  }

  @Test
  void messagesThatNobodyReadsAreRefused() throws Exception {
    CallOptions compressed = CallOptions.DEFAULT.withCompression("gzip");
    try (GrpcClient client = client()) {
      for (String method :
          new String[] {"proxy.Proxy/Execute", "wal_log.ReplicationLog/BatchLogEntries"}) {
        assertEquals(
            "UNIMPLEMENTED COMPRESSION_UNKNOWN",
            client.outcomeOf(c -> c.call(method, new byte[10], compressed)));
      }
      assertEquals(
          "INVALID_ARGUMENT BODY_MALFORMED",
          client.outcomeOf(c -> c.call("proxy.Proxy/Execute", new byte[10])));
    }
  }

  @Test
  void overHttp1ItIsNotSpoken() throws Exception {
    for (String type : new String[] {"application/grpc", "application/grpc+proto"}) {
      try (RawHttp client = RawHttp.connect(gateway.url())) {
        RawMessage answer =
            client
                .send(
                    "POST /wal_log.ReplicationLog/Hello HTTP/1.1\r\nhost: a\r\nauthorization: Bearer "
                        + gateway.token("a", Access.READ_WRITE)
                        + "\r\ncontent-type: "
                        + type
                        + "\r\ncontent-length: 5\r\n\r\n\0\0\0\0\0")
                .read();
        assertEquals("3", answer.first("grpc-status"));
        assertEquals("BODY_MALFORMED", answer.first("grpc-message"));
      }
    }
  }
}
