package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.send.turn.TurnBounds;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RawMessage;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedUpstream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A gateway that loses patience soon, before an upstream that keeps to a script. */
final class FaultStand implements AutoCloseable {
  static final String ANSWER = "{\"baton\":null,\"base_url\":null,\"results\":[]}";
  static final Duration SILENCE = Duration.ofMillis(300);

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String BODY = "{\"baton\":null,\"requests\":[{\"type\":\"close\"}]}";
  private static final int OK = 200;
  private static final int OVER_LIMIT = 429;

  private final ScriptedUpstream upstream;
  private final GatewayStand gateway;
  private final TenantRecord tenant;
  private final String token;

  private FaultStand(ScriptedUpstream upstream, GatewayStand.Bounds bounds) throws IOException {
    this.upstream = upstream;
    this.gateway =
        new GatewayStand(upstream.uri(), SigningKey.generate(), SessionSettings.DEFAULT, bounds);
    this.tenant = gateway.tenant("a", Lifecycle.ACTIVE);
    this.token = gateway.token("a", Access.READ_WRITE);
  }

  /** Tenants may have one request under way; the upstream may be silent for a moment only. */
  static FaultStand strict(Script script) throws IOException {
    return strict(script, SILENCE);
  }

  /** Tenants may have one request under way; the upstream may be silent for this long. */
  static FaultStand strict(Script script, Duration silence) throws IOException {
    return new FaultStand(ScriptedUpstream.start(script, 4 << 10), bounds(1, 64, silence));
  }

  /** Requests of one event loop share one connection to the upstream. */
  static FaultStand narrow(Script script) throws IOException {
    return new FaultStand(ScriptedUpstream.start(script), bounds(64, 1, PATIENCE));
  }

  private static GatewayStand.Bounds bounds(int concurrentMax, int poolMax, Duration silence) {
    return new GatewayStand.Bounds(
        new Limits(100_000, 1_000_000, concurrentMax),
        64,
        new DecodeBounds(8 << 10, 16 << 10, 4 << 20, PATIENCE, PATIENCE, PATIENCE),
        new PoolBounds(poolMax, 256, Duration.ofSeconds(2), PATIENCE),
        new RelayBounds(silence, silence),
        GatewayStand.Bounds.NO_BREAKER,
        concurrentMax == 1
            ? new TurnBounds(4, 96, 0, 256, SILENCE)
            : new TurnBounds(4, 96, 256, 256, PATIENCE));
  }

  /** The one tenant is about to be deleted. */
  void deleteTenant() {
    gateway.become(tenant, Lifecycle.DELETING);
  }

  ScriptedUpstream upstream() {
    return upstream;
  }

  RawHttp connect() throws IOException {
    return RawHttp.connect(gateway.url());
  }

  int port() {
    return gateway.url().getPort();
  }

  /** A whole request of the one tenant. */
  String request() {
    return request(BODY);
  }

  String request(String body) {
    return head("content-length: " + body.length()) + body;
  }

  /** A request's head with this header in it. */
  String head(String header) {
    return "POST /v2/pipeline HTTP/1.1\r\nhost: a\r\nauthorization: Bearer "
        + token
        + "\r\n"
        + header
        + "\r\n\r\n";
  }

  /** The answer to one request on a connection of its own. */
  RawMessage ask() throws IOException {
    try (RawHttp client = connect()) {
      return client.send(request()).read();
    }
  }

  private int statusNow() {
    try {
      return ask().status();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** No connection is left upstream, no stream counts, and the only permit is free again. */
  void assertNothingLeft() {
    awaitOpen(0);
    assertServes();
    await("no stream counts", () -> gateway.streams() == 0);
  }

  /** Waits until this many connections are open upstream. */
  void awaitOpen(int connections) {
    await(connections + " open connections", () -> upstream.openConnections() == connections);
  }

  /** The next request is served, once the one before it has been cleared away. */
  void assertServes() {
    upstream.follow(Script.answersJson(OK, ANSWER));
    // A client that vanished is noticed a moment later.
    var status = new AtomicInteger();
    await(
        "the permit is free",
        () -> {
          status.set(statusNow());
          return status.get() != OVER_LIMIT;
        });
    assertEquals(OK, status.get());
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("never happened: " + what);
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    gateway.close();
    upstream.close();
  }
}
