package dev.gatehouse.gateway;

import dev.gatehouse.gateway.GatewaySettings.Front;
import dev.gatehouse.gateway.GatewaySettings.TlsFiles;
import dev.gatehouse.gateway.GatewaySettings.TlsLater;
import dev.gatehouse.gateway.exchange.Refusal.Draining;
import dev.gatehouse.gateway.exchange.Refusal.NodeUnproven;
import dev.gatehouse.gateway.exchange.Refusal.TokenRevoked;
import dev.gatehouse.gateway.journey.IdentityJourney;
import dev.gatehouse.gateway.journey.Journey;
import dev.gatehouse.gateway.journey.SessionJourney;
import dev.gatehouse.gateway.journey.accept.AddressRanges;
import dev.gatehouse.gateway.journey.accept.Binding;
import dev.gatehouse.gateway.journey.accept.ConnectionInitializer;
import dev.gatehouse.gateway.journey.accept.ConnectionLimiter;
import dev.gatehouse.gateway.journey.accept.DrainEvent;
import dev.gatehouse.gateway.journey.accept.Listener;
import dev.gatehouse.gateway.journey.accept.Protocols;
import dev.gatehouse.gateway.journey.accept.TlsContexts;
import dev.gatehouse.gateway.journey.decode.CorsPolicy;
import dev.gatehouse.gateway.journey.decode.ForwardedAddress;
import dev.gatehouse.gateway.journey.decode.Http1Installer;
import dev.gatehouse.gateway.journey.decode.Http2Installer;
import dev.gatehouse.gateway.journey.decode.OwnRoutes;
import dev.gatehouse.gateway.journey.decode.RequestReader;
import dev.gatehouse.gateway.journey.decode.WebSocketInstaller;
import dev.gatehouse.gateway.journey.identify.Authenticator;
import dev.gatehouse.gateway.journey.identify.Issuer;
import dev.gatehouse.gateway.journey.locate.TenantDirectory;
import dev.gatehouse.gateway.journey.locate.TenantDirectory.Unreadable;
import dev.gatehouse.gateway.journey.locate.TenantLocator;
import dev.gatehouse.gateway.journey.permit.Admission;
import dev.gatehouse.gateway.journey.permit.CallAdmission;
import dev.gatehouse.gateway.journey.permit.SessionAdmission;
import dev.gatehouse.gateway.journey.rewrite.SqlMessageGuard;
import dev.gatehouse.gateway.journey.send.Breakers;
import dev.gatehouse.gateway.journey.send.DeskCalls;
import dev.gatehouse.gateway.journey.send.Forwarder;
import dev.gatehouse.gateway.journey.send.Knock;
import dev.gatehouse.gateway.journey.send.Shortcut;
import dev.gatehouse.gateway.journey.send.WebSocketConnector;
import dev.gatehouse.gateway.journey.send.WebSocketDial;
import dev.gatehouse.gateway.journey.send.lane.LaneBounds;
import dev.gatehouse.gateway.journey.send.lane.Lanes;
import dev.gatehouse.gateway.journey.send.lane.Way;
import dev.gatehouse.gateway.journey.send.turn.Turnstiles;
import dev.gatehouse.gateway.journey.stream.Farewells;
import dev.gatehouse.gateway.journey.stream.LastingStreams;
import dev.gatehouse.gateway.journey.stream.Reauthentication;
import dev.gatehouse.gateway.journey.stream.Relay;
import dev.gatehouse.gateway.journey.stream.SessionRelay;
import dev.gatehouse.gateway.journey.stream.Sessions;
import dev.gatehouse.gateway.journey.tally.Counts;
import dev.gatehouse.gateway.journey.tally.MetricCatalog;
import dev.gatehouse.gateway.journey.tally.UsageCounters;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.UsageMeter;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The data plane, put together: every object is built here, once. */
public final class Gateway {
  private static final long TOLD_AGAIN_MILLIS = 100;

  /** Of the time to leave in, how much is left to those who rest; the rest is for what is asked. */
  private static final int PATIENT_PERCENT = 75;

  private final GatewaySettings settings;
  private final Optional<TlsContexts> tls;
  private final Listener listener;
  private final Sessions sessions = new Sessions();
  private final Breakers breakers;
  private final WebSocketDial dial;
  private final Optional<Lanes> lanes;
  private final Map<NodeId, InetSocketAddress> nodes;
  private final TenantDirectory directory;
  private final Authenticator identify;
  private final TenantLocator locate;
  private final Admission permit;
  private final UsageMeter usage;
  private final Turnstiles turns;
  private final Counts counts;
  private volatile List<Issuer> issuers;

  public Gateway(GatewaySettings settings, Surroundings surroundings, InstantSource clock)
      throws IOException {
    this(settings, surroundings, clock, System::nanoTime);
  }

  /** One whose look-ups go by another monotonic clock. */
  public Gateway(
      GatewaySettings settings, Surroundings surroundings, InstantSource clock, LongSupplier nanos)
      throws IOException {
    this.settings = settings;
    var transport = surroundings.transport();
    this.breakers =
        new Breakers(
            settings.breaker(),
            Knock.byConnecting(transport.clientChannel(), settings.pool().connect()),
            settings.turns().waitMax(),
            System::nanoTime);
    this.dial = new WebSocketDial(transport.clientChannel(), breakers, settings.pool().connect());
    this.lanes = settings.lanes().map(bounds -> lanes(bounds, surroundings));
    this.nodes = surroundings.nodes();
    var lookups = Executors.newVirtualThreadPerTaskExecutor();
    this.directory =
        new TenantDirectory(
            surroundings.directory(),
            settings.freshness(),
            LookupThreads.make(),
            nanos,
            clock,
            DirectoryGauges.reads(surroundings.meters()));
    var stages = Stages.of(settings, surroundings, directory, lookups, clock);
    this.identify = stages.identify();
    this.locate = stages.locate();
    this.permit = stages.permit();
    this.turns = stages.turns();
    this.counts = stages.counts();
    this.issuers = List.copyOf(surroundings.issuers());
    this.usage = new UsageCounters(surroundings.meters(), surroundings.usage(), stages.counts());
    Front front = settings.front();
    var trusted = new AddressRanges(front.trustedProxies());
    var limiter =
        new ConnectionLimiter(settings.connectionsMax(), front.connectionsPerAddressMax(), trusted);
    MetricCatalog.BREAKERS.gauge(surroundings.meters(), breakers::notClosed);
    MetricCatalog.SESSIONS.gauge(surroundings.meters(), sessions::count);
    var gauges = new DataPlaneGauges(surroundings.meters());
    gauges.show(limiter);
    gauges.show(stages);
    gauges.showIssuers(() -> issuers);
    DirectoryGauges.show(directory, surroundings.meters());
    Journey journey = journey(stages, surroundings, clock);
    gauges.show(journey.send());
    new EndOfRights(directory, permit, sessions, farewells(stages, journey))
        .watch(surroundings.directory(), surroundings.revocations());
    this.tls = tls(front);
    tls.ifPresent(contexts -> gauges.show(contexts, clock));
    this.listener =
        new Listener(
            surroundings.transport(),
            new ConnectionInitializer(
                limiter,
                front.proxyProtocol(),
                tls,
                front.handshake(),
                protocols(
                    trusted,
                    stages,
                    journey,
                    identityJourney(stages, surroundings.visits(), lookups),
                    clock)));
  }

  private Lanes lanes(LaneBounds bounds, Surroundings surroundings) {
    Duration patience = settings.pool().connect().plus(settings.sessions().accept());
    var opened = new Lanes(surroundings.transport().loops(), bounds, dial, patience);
    surroundings.directory().onChange(opened::onNamespaceChanged);
    MetricCatalog.LANES.gauge(surroundings.meters(), opened::open);
    MetricCatalog.LANE_STREAMS.gauge(surroundings.meters(), opened::streams);
    for (Way way : Way.values()) {
      MetricCatalog.WAYS.counter(
          surroundings.meters(), "way", way.label(), opened, all -> all.counted(way));
    }
    return opened;
  }

  private static Farewells farewells(Stages stages, Journey journey) {
    return new Farewells(
        stages.streams(),
        permitted ->
            journey
                .rewrite()
                .rewrite(permitted)
                .then(journey.send()::send)
                .then(journey.stream()::stream));
  }

  private static Optional<TlsContexts> tls(Front front) throws IOException {
    if (front.tls().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (front.tls().get()) {
          case TlsFiles files ->
              new TlsContexts(files.certificate(), files.key(), files.reloadEvery());
          case TlsLater later -> new TlsContexts(later.reloadEvery());
        });
  }

  private Protocols protocols(
      AddressRanges trusted,
      Stages stages,
      Journey journey,
      IdentityJourney identity,
      InstantSource clock) {
    Front front = settings.front();
    var cors = new CorsPolicy(front.corsOrigins());
    var forwarded = new ForwardedAddress(front.clientAddressFrom(), trusted);
    var reader = new RequestReader(settings.decode(), cors, forwarded);
    var served = new OwnRoutes(settings.version(), cors, identity, journey);
    var webSockets =
        new WebSocketInstaller(settings.sessions().bounds(), sessionJourney(stages, clock));
    return new Protocols(
        new Http1Installer(settings.decode(), reader, webSockets, served),
        new Http2Installer(settings.decode(), front.http2(), reader, webSockets, served));
  }

  private IdentityJourney identityJourney(Stages stages, Visits visits, Executor lookups) {
    String scheme = settings.front().tls().isPresent() ? "https" : "http";
    return new IdentityJourney(
        new CallAdmission(visits.bounds().callsPerMinuteMax()),
        stages.identify(),
        stages.locate(),
        new DeskCalls(visits.desk(), scheme, lookups),
        stages.tally());
  }

  private Journey journey(Stages stages, Surroundings surroundings, InstantSource clock) {
    var forwarder =
        new Forwarder(
            surroundings.transport().loops(),
            surroundings.transport().clientChannel(),
            settings.pool(),
            breakers,
            stages.turns(),
            stages.secondLook(),
            lanes.<Shortcut>map(Function.identity()).orElseGet(Shortcut::none));
    return new Journey(
        stages.identify(),
        stages.locate(),
        stages.permit(),
        stages.rewrite(),
        forwarder,
        new Relay(settings.relay(), forwarder::again, lasting(stages, clock), usage),
        stages.tally());
  }

  private LastingStreams lasting(Stages stages, InstantSource clock) {
    return new LastingStreams(
        stages.identify(), stages.locate(), sessions, settings.sessions().terms(), clock);
  }

  private SessionJourney sessionJourney(Stages stages, InstantSource clock) {
    var bounds = settings.sessions();
    var permit = new SessionAdmission(stages.permit(), bounds.sessionsMax(), stages.streams());
    var again = new Reauthentication(stages.identify(), stages.locate(), permit, stages.rewrite());
    return new SessionJourney(
        stages.identify(),
        stages.locate(),
        permit,
        stages.rewrite(),
        new WebSocketConnector(
            dial,
            breakers,
            settings.pool().connect().plus(bounds.accept()),
            stages.turns(),
            stages.secondLook()),
        new SessionRelay(
            again,
            new SqlMessageGuard(settings.decode().statementsMax()),
            sessions,
            bounds.terms(),
            stages.turns(),
            clock,
            usage),
        stages.tally());
  }

  /** The sessions under way, for whoever takes a right back. */
  public Sessions sessions() {
    return sessions;
  }

  /** What it counted, beside what is in the meters. */
  public Counts counts() {
    return counts;
  }

  /** What clients are shown, where Gatehouse itself speaks TLS. */
  public Optional<TlsContexts> tls() {
    return tls;
  }

  /** What there is to say where the registry cannot be read. */
  public Optional<Unreadable> unreadableRegistry() {
    return directory.unreadable();
  }

  /** Starts to listen; the address tells the port where any free one was asked for. */
  public InetSocketAddress start() throws IOException {
    return start(Binding.NEW);
  }

  /** The same, on a socket that may be another process's too. */
  public InetSocketAddress start(Binding binding) throws IOException {
    ChannelFuture bound = listener.bind(settings.listen(), binding).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on " + settings.listen() + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    return (InetSocketAddress) bound.channel().localAddress();
  }

  /**
   * Takes over what can change while it runs: all of it, or nothing where some of it cannot be
   * used. Sessions end whose issuer went away or is another one by now.
   */
  public synchronized void reload(Reloadable next) throws IOException {
    if (tls.isPresent() && next.tls().isPresent()) {
      tls.get().use(next.tls().get().certificate(), next.tls().get().key());
    }
    identify.trust(next.issuers());
    identify.allowFailures(next.failuresPerMinuteMax());
    permit.use(next.plans());
    Set<String> gone =
        issuers.stream()
            .filter(issuer -> !next.issuers().contains(issuer))
            .map(issuer -> issuer.terms().issuer())
            .collect(Collectors.toSet());
    issuers = List.copyOf(next.issuers());
    sessions.closeAll(
        session -> gone.stream().anyMatch(session.caller()::isFrom), new TokenRevoked());
  }

  /**
   * Serves a node's tenants, or refuses them all and ends their sessions while the node is not
   * known to keep them apart.
   */
  public void serve(NodeId node, boolean proven) {
    locate.serve(node, proven);
    if (!proven) {
      sessions.closeAll(session -> session.tenant().node().equals(node), new NodeUnproven());
      InetSocketAddress address = nodes.get(node);
      if (address != null) {
        lanes.ifPresent(open -> open.onNodeUnproven(address));
      }
    }
  }

  /** Stops listening, lets exchanges finish, and cuts what has not finished by then. */
  public void drain(Duration bound) {
    listener.unbind().awaitUninterruptibly();
    listener.drain(DrainEvent.INSTANCE);
    end(listener.emptied().awaitUninterruptibly(bound.toMillis()));
  }

  /**
   * The same, while another process serves whoever connects: nobody who asks on a connection of old
   * is turned away before the time is over.
   */
  public void leave(Duration bound) {
    listener.unbind().awaitUninterruptibly();
    long begun = System.nanoTime();
    long patient = bound.toNanos() * PATIENT_PERCENT / 100;
    boolean emptied = false;
    for (long past = 0; !emptied && past < bound.toNanos(); past = System.nanoTime() - begun) {
      // Some connections become what they will be only after they were told.
      listener.drain(past < patient ? DrainEvent.AFTER_NEXT : DrainEvent.AFTER_NEXT_ANSWER);
      emptied = listener.emptied().awaitUninterruptibly(TOLD_AGAIN_MILLIS);
    }
    end(emptied);
  }

  private void end(boolean isEmptied) {
    var emptied = listener.emptied();
    if (!isEmptied) {
      turns.close(new Draining());
      sessions.closeAll(_ -> true, new Draining());
      emptied.awaitUninterruptibly(settings.sessions().bounds().linger().toMillis());
      listener.cut().awaitUninterruptibly();
    }
    lanes.ifPresent(Lanes::retireAll);
    tls.ifPresent(TlsContexts::close);
  }
}
