package dev.gatehouse.gateway.it;

import dev.gatehouse.gateway.Gateway;
import dev.gatehouse.gateway.GatewaySettings;
import dev.gatehouse.gateway.GatewaySettings.TokenSettings;
import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.Surroundings;
import dev.gatehouse.gateway.Visits;
import dev.gatehouse.gateway.journey.accept.Transport;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.identify.Issuer;
import dev.gatehouse.gateway.journey.identify.StaticKeyIssuer;
import dev.gatehouse.gateway.journey.identify.TokenBounds;
import dev.gatehouse.gateway.journey.locate.TenantDirectory.Freshness;
import dev.gatehouse.gateway.journey.send.BreakerBounds;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.send.lane.LaneBounds;
import dev.gatehouse.gateway.journey.send.lane.Way;
import dev.gatehouse.gateway.journey.send.turn.TurnBounds;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.gateway.journey.tally.LogSettings;
import dev.gatehouse.gateway.journey.tally.SpanSink;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceDirectory;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.Revocations;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.token.SealingKey;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.tenancy.token.TenantClaims;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A gateway in front of one upstream, with tenants that a test names. */
public final class GatewayStand implements AutoCloseable {
  private static final NodeId NODE = new NodeId("local");
  private static final Limits LIMITS = new Limits(100_000, 1_000_000, 64);

  private final SigningKey tenantKey = SigningKey.generate();
  private final Directory directory = new Directory();
  private final Transport transport = Transport.best(2);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CountedUsage usage = new CountedUsage();
  private final Gateway gateway;
  private final InetSocketAddress address;

  /**
   * What the gateway allows.
   *
   * @param limits of every tenant
   * @param streamsMax of every tenant
   * @param decode of what clients send
   * @param pool of connections to the upstream
   * @param relay of the upstream's silence
   * @param breaker of its failures
   * @param turns of what it gets at once
   */
  record Bounds(
      Limits limits,
      int streamsMax,
      DecodeBounds decode,
      PoolBounds pool,
      RelayBounds relay,
      BreakerBounds breaker,
      TurnBounds turns) {
    /** An upstream may fail as often as it likes. */
    static final BreakerBounds NO_BREAKER = new BreakerBounds(1_000_000, seconds(1), seconds(1), 1);

    static Bounds of(Limits limits) {
      return of(limits, 64);
    }

    static Bounds of(Limits limits, int streamsMax) {
      return new Bounds(
          limits,
          streamsMax,
          new DecodeBounds(8 << 10, 16 << 10, 4 << 20, seconds(10), seconds(10), seconds(30)),
          new PoolBounds(64, 256, seconds(2), seconds(30)),
          new RelayBounds(seconds(20), seconds(20)),
          NO_BREAKER,
          TurnBounds.DEFAULT);
    }
  }

  /**
   * Who looks on.
   *
   * @param log which exchanges have a line
   * @param spans where traced exchanges go
   */
  record Watched(LogSettings log, SpanSink spans) {
    static final Watched NOT = new Watched(LogSettings.FAULTS, SpanSink.none());
  }

  private static final class Directory implements NamespaceDirectory {
    private final Map<Namespace, TenantRecord> records = new ConcurrentHashMap<>();
    private final List<Consumer<Namespace>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Optional<TenantRecord> find(Namespace namespace) {
      return Optional.ofNullable(records.get(namespace));
    }

    @Override
    public void onChange(Consumer<Namespace> listener) {
      listeners.add(listener);
    }

    void put(TenantRecord record) {
      records.put(record.namespace(), record);
      listeners.forEach(listener -> listener.accept(record.namespace()));
    }
  }

  /** A gateway whose own tokens are signed for this upstream with this key. */
  public GatewayStand(URI upstream, SigningKey secondLock) throws IOException {
    this(upstream, secondLock, SessionSettings.DEFAULT, LIMITS);
  }

  /** A gateway whose sessions and tenants are bounded like this. */
  public GatewayStand(URI upstream, SigningKey secondLock, SessionSettings sessions, Limits limits)
      throws IOException {
    this(upstream, secondLock, sessions, Bounds.of(limits));
  }

  GatewayStand(URI upstream, SigningKey secondLock, SessionSettings sessions, Bounds bounds)
      throws IOException {
    this(upstream, secondLock, sessions, bounds, GatewaySettings.Front.PLAIN);
  }

  GatewayStand(
      URI upstream,
      SigningKey secondLock,
      SessionSettings sessions,
      Bounds bounds,
      GatewaySettings.Front front)
      throws IOException {
    this(upstream, secondLock, sessions, bounds, front, Optional.empty(), Watched.NOT);
  }

  private GatewayStand(
      URI upstream,
      SigningKey secondLock,
      SessionSettings sessions,
      Bounds bounds,
      GatewaySettings.Front front,
      Optional<LaneBounds> lanes,
      Watched watched)
      throws IOException {
    var node = new InetSocketAddress(InetAddress.getByName(upstream.getHost()), upstream.getPort());
    Issuer issuer =
        new StaticKeyIssuer(
            new Issuer.Terms(
                "gatehouse", Optional.empty(), TenantClaims.NAMESPACE, TenantClaims.ACCESS),
            tenantKey.publicBytes());
    this.gateway =
        new Gateway(
            settings(sessions, bounds, front, lanes, watched.log()),
            new Surroundings(
                transport,
                directory,
                Map.of(NODE, node),
                List.of(issuer),
                Revocations.none(),
                Visits.NONE,
                secondLock,
                SealingKey.generate(),
                usage,
                meters,
                watched.spans()),
            InstantSource.system());
    this.address = gateway.start();
  }

  private static GatewaySettings settings(
      SessionSettings sessions,
      Bounds bounds,
      GatewaySettings.Front front,
      Optional<LaneBounds> lanes,
      LogSettings log) {
    return new GatewaySettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        1_000,
        "test",
        bounds.decode(),
        new TokenSettings(new TokenBounds(8 << 10, 1_000, 100_000, 50_000), seconds(5)),
        new Freshness(4 << 20, 1 << 20, seconds(30), seconds(5), Duration.ofHours(1), seconds(5)),
        Plans.standard(bounds.limits()),
        bounds.streamsMax(),
        bounds.pool(),
        bounds.breaker(),
        bounds.turns(),
        bounds.relay(),
        front,
        sessions,
        lanes,
        Optional.of("db.example.com"),
        log);
  }

  /** A gateway with warm lanes like this. */
  public static GatewayStand withLanes(URI upstream, SigningKey secondLock, LaneBounds lanes)
      throws IOException {
    return withLanes(upstream, secondLock, lanes, LIMITS);
  }

  static GatewayStand withLanes(
      URI upstream, SigningKey secondLock, LaneBounds lanes, Limits limits) throws IOException {
    return new GatewayStand(
        upstream,
        secondLock,
        SessionSettings.DEFAULT,
        Bounds.of(limits),
        GatewaySettings.Front.PLAIN,
        Optional.of(lanes),
        Watched.NOT);
  }

  /** A gateway that waits for long: for a turn, and for an upstream that is started again. */
  static GatewayStand patient(URI upstream, SigningKey secondLock, Optional<LaneBounds> lanes)
      throws IOException {
    Bounds usual = Bounds.of(LIMITS);
    return new GatewayStand(
        upstream,
        secondLock,
        SessionSettings.DEFAULT,
        new Bounds(
            usual.limits(),
            usual.streamsMax(),
            usual.decode(),
            usual.pool(),
            usual.relay(),
            new BreakerBounds(5, Duration.ofMillis(100), seconds(5), 3),
            new TurnBounds(4, 96, 128, 4096, seconds(60))),
        GatewaySettings.Front.PLAIN,
        lanes,
        Watched.NOT);
  }

  /** A gateway that somebody looks at. */
  static GatewayStand watched(URI upstream, SigningKey secondLock, Watched watched)
      throws IOException {
    return new GatewayStand(
        upstream,
        secondLock,
        SessionSettings.DEFAULT,
        Bounds.of(LIMITS),
        GatewaySettings.Front.PLAIN,
        Optional.empty(),
        watched);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** Enters a tenant; sqld must have, or get, a namespace of the record's id. */
  public TenantRecord tenant(String name, Lifecycle state) {
    var record =
        new TenantRecord(new Namespace(name), NamespaceId.random(), NODE, state, Optional.empty());
    directory.put(record);
    return record;
  }

  /** Moves a tenant on to another state. */
  void become(TenantRecord tenant, Lifecycle state) {
    directory.put(tenant.in(state));
  }

  public String token(String namespace, Access access) {
    return token(namespace, access, Instant.now(), Duration.ofHours(1));
  }

  public String token(String namespace, Access access, Instant issuedAt, Duration lifetime) {
    return tenantKey.sign(
        new TenantClaims("gatehouse", new Namespace(namespace), access, issuedAt, lifetime)
            .toJson());
  }

  /** A token with these claims, signed as every tenant's is. */
  public String sign(String claims) {
    return tenantKey.sign(claims);
  }

  public Gateway gateway() {
    return gateway;
  }

  /** How many exchanges ended with this refusal. */
  double refusals(String code) {
    return meters.find("gatehouse.refusals").tag("code", code).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  /** Waits until so many have ended with this refusal: a client may see it before it is counted. */
  void awaitRefusals(String code, int expected) {
    await(expected + " refusals " + code, () -> refusals(code) == expected);
  }

  /** Waits until so many sessions are under way. */
  void awaitSessions(int expected) {
    await(expected + " sessions", () -> gateway.sessions().count() == expected);
  }

  /** Waits until its tenants hold so many streams open in the upstream. */
  void awaitStreams(int expected) {
    await(expected + " streams", () -> streams() == expected);
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + seconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never happened: " + what);
      }
      Thread.onSpinWait();
    }
  }

  /** How many exchanges ended on this route. */
  long requests(String route) {
    return gateway.counts().requests(route);
  }

  /** How many pipelines took this way. */
  public long ways(String way) {
    return (long) meters.get("gatehouse.lanes.pipelines").tag("way", way).functionCounter().count();
  }

  /** How many pipelines took each way. */
  Map<String, Long> ways() {
    return Arrays.stream(Way.values())
        .collect(Collectors.toMap(Way::label, way -> ways(way.label())));
  }

  /** How many lanes are open. */
  public long lanes() {
    return (long) meters.get("gatehouse.lanes").gauge().value();
  }

  /** What its tenants used. */
  CountedUsage usage() {
    return usage;
  }

  /** How many requests wait for their turn. */
  int waiting() {
    return (int) meters.get("gatehouse.upstream.waiting").gauge().value();
  }

  /** How many streams its tenants hold open in the upstream. */
  long streams() {
    return (long) meters.get("gatehouse.upstream.streams").gauge().value();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  @Override
  public void close() {
    gateway.drain(Duration.ofSeconds(5));
    transport.loops().shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
