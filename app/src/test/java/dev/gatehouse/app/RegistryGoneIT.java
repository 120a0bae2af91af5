package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantChanges;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.registry.TokenEntry.Grant;
import dev.gatehouse.admin.token.MintedToken;
import dev.gatehouse.admin.token.SigningKeys;
import dev.gatehouse.admin.token.TokenLedger;
import dev.gatehouse.admin.token.TokenMint;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.gateway.Gateway;
import dev.gatehouse.gateway.Surroundings;
import dev.gatehouse.gateway.Visits;
import dev.gatehouse.gateway.journey.accept.Transport;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.UsageMeter;
import dev.gatehouse.tenancy.token.SealingKey;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.ManualClock;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedUpstream;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data plane over a registry in a file, to which things happen. */
class RegistryGoneIT {
  private static final String YAML = "listen: {public: 127.0.0.1:0}\n";
  private static final String ANSWER = "{\"baton\":null,\"base_url\":null,\"results\":[]}";
  private static final Duration REFRESH = Duration.ofSeconds(30);
  private static final Duration STALE_FOR = Duration.ofHours(1);
  private static final Duration SETTLE = Duration.ofSeconds(5);
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final ManualClock clock = new ManualClock();
  private final Transport transport = Transport.best(1);
  private final JsonCalls calls = new JsonCalls();
  private final ScriptedUpstream upstream = ScriptedUpstream.start(Script.answersJson(200, ANSWER));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  @TempDir private Path folder;
  private Path file;
  private SqliteRegistry store;
  private TenantRegistry registry;
  private TokenLedger ledger;
  private TokenMint mint;
  private Gateway gateway;
  private String url;

  @BeforeEach
  void start() throws Exception {
    var config =
        ConfigLoader.load(
            Optional.of(Files.writeString(folder.resolve("gatehouse.yaml"), YAML)), Map.of());
    file = folder.resolve("registry.db");
    store = SqliteRegistry.open(file);
    registry = new TenantRegistry(store.tenants(), InstantSource.system());
    ledger = new TokenLedger(store.tokens(), InstantSource.system());
    var keys = new SigningKeys(store.signingKeys(), SealingKey.generate(), InstantSource.system());
    mint =
        new TokenMint(
            keys, ledger, config.identity().issuer(), Duration.ofHours(1), InstantSource.system());
    make("acme");
    gateway =
        new Gateway(
            GatewayAssembly.settings(config, "test"),
            new Surroundings(
                transport,
                registry,
                Map.of(
                    ControlPlaneAssembly.NODE,
                    new InetSocketAddress(upstream.uri().getHost(), upstream.uri().getPort())),
                new IssuerAssembly(keys, InstantSource.system()).issuers(config),
                ledger,
                Visits.NONE,
                SigningKey.generate(),
                SealingKey.generate(),
                UsageMeter.none(),
                meters),
            InstantSource.system(),
            clock::nanos);
    url = "http://127.0.0.1:" + gateway.start().getPort();
  }

  @AfterEach
  void stop() {
    gateway.drain(Duration.ZERO);
    transport.loops().shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    upstream.close();
    calls.close();
    store.close();
  }

  private void make(String name) {
    var entry =
        registry
            .begin(new Namespace(name), NamespaceId.random(), ControlPlaneAssembly.NODE)
            .orElseThrow();
    assertTrue(registry.activate(entry));
  }

  private MintedToken token(String name) {
    return mint.mint(
        new Grant(new Namespace(name), Access.READ_WRITE, "-"), Duration.ofMinutes(30));
  }

  private int status(MintedToken token) throws IOException, InterruptedException {
    return calls.query(url, token.token(), "select 1").status();
  }

  /** Asks until the data plane has noticed that the registry is away. */
  private void askUntilMissed(MintedToken token) throws Exception {
    long end = System.nanoTime() + BOUND.toNanos();
    while (gateway.unreadableRegistry().isEmpty()) {
      assertTrue(System.nanoTime() < end, "never noticed");
      assertEquals(200, status(token));
    }
  }

  /** Asks until it has seen that the registry is back; a question that is out may fail still. */
  private void askUntilBack(MintedToken token) throws Exception {
    long end = System.nanoTime() + BOUND.toNanos();
    while (gateway.unreadableRegistry().isPresent()) {
      assertTrue(System.nanoTime() < end, "never noticed");
      clock.advance(SETTLE);
      status(token);
    }
  }

  private double lookups(String result) {
    return meters
        .get("gatehouse.directory.lookups")
        .tag("result", result)
        .functionCounter()
        .count();
  }

  @Test
  void knownTenantsAreServedWhileTheFileIsGone() throws Exception {
    MintedToken acme = token("acme");
    MintedToken other = token("other");
    assertEquals(200, status(acme));
    Path away = Files.move(file, folder.resolve("away.db"));
    clock.advance(REFRESH);
    askUntilMissed(acme);

    assertTrue(lookups("stale") + lookups("hit") >= 1);
    assertEquals(503, status(other));
    assertEquals(1, lookups("failed"));
    var readiness = Condition.withRegistry(gateway.unreadableRegistry());
    assertTrue(readiness.ready());
    assertTrue(readiness.because().contains("cannot be read since"), readiness.because());
    clock.advance(STALE_FOR.minus(REFRESH));
    assertEquals(200, status(acme));
    clock.advance(REFRESH);
    assertEquals(503, status(acme));
    assertTrue(!Condition.withRegistry(gateway.unreadableRegistry()).ready());

    Files.move(away, file);
    askUntilBack(acme);
    assertEquals(200, status(acme));
    assertEquals(404, status(other));
  }

  @Test
  void anotherFileInItsPlaceIsNotBelieved() throws Exception {
    MintedToken acme = token("acme");
    assertEquals(200, status(acme));
    Path away = Files.move(file, folder.resolve("away.db"));
    Files.writeString(file, "this was never a registry");
    clock.advance(REFRESH);
    askUntilMissed(acme);
    Files.delete(file);
    Files.move(away, file);
    askUntilBack(acme);
  }

  @Test
  void whoeverLocksTheFileStopsNobodyFromReading() throws Exception {
    MintedToken acme = token("acme");
    make("other");
    MintedToken other = token("other");
    assertEquals(200, status(acme));
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      clock.advance(REFRESH.multipliedBy(20));
      assertEquals(200, status(acme));
      assertEquals(200, status(other));
      statement.execute("ROLLBACK");
    }
    assertTrue(gateway.unreadableRegistry().isEmpty());
  }

  @Test
  void whatWasTakenBackStaysSoWhileTheFileIsGone() throws Exception {
    MintedToken kept = token("acme");
    MintedToken revoked = token("acme");
    make("other");
    MintedToken other = token("other");
    assertEquals(200, status(revoked));
    assertEquals(200, status(other));
    assertTrue(ledger.revoke(new Namespace("acme"), revoked.entry().id()));
    new TenantChanges(registry, Duration.ofDays(1))
        .suspend(new Namespace("other"), Optional.empty(), "unpaid");
    Files.move(file, folder.resolve("away.db"));
    clock.advance(REFRESH);
    askUntilMissed(kept);
    assertEquals(401, status(revoked));
    assertTrue(status(other) != 200);
    assertEquals(200, status(kept));
  }
}
