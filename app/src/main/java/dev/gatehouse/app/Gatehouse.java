package dev.gatehouse.app;

import dev.gatehouse.admin.api.ControlPlane;
import dev.gatehouse.admin.provision.Creation;
import dev.gatehouse.admin.registry.TokenEntry.Grant;
import dev.gatehouse.app.acme.CertificateRenewal;
import dev.gatehouse.app.observe.Observation;
import dev.gatehouse.config.AcmeConfig;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.value.HostPort;
import dev.gatehouse.gateway.Gateway;
import dev.gatehouse.gateway.Surroundings;
import dev.gatehouse.gateway.journey.accept.Transport;
import dev.gatehouse.gateway.operate.Figures;
import dev.gatehouse.gateway.operate.OpsServer;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything of one Gatehouse: started in order, stopped in the reverse of it. */
public final class Gatehouse implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Gatehouse.class);

  private static final long STOP_SECONDS = 5;

  private final Closing closing;
  private final Addresses addresses;
  private final ControlPlane control;
  private final Keys keys;
  private final DataPlane dataPlane;

  /**
   * Where it listens.
   *
   * @param open the public listener
   * @param admin the admin API
   * @param ops health and metrics
   */
  public record Addresses(InetSocketAddress open, InetSocketAddress admin, InetSocketAddress ops) {}

  private Gatehouse(
      Closing closing, Addresses addresses, ControlPlane control, Keys keys, DataPlane dataPlane) {
    this.closing = closing;
    this.addresses = addresses;
    this.control = control;
    this.keys = keys;
    this.dataPlane = dataPlane;
  }

  /**
   * Starts everything, and tells each step that may take long before it begins. The folder is from
   * now on this Gatehouse's own.
   */
  public static Gatehouse start(
      GatehouseConfig config, DataFolder folder, Installation installation, Consumer<String> steps)
      throws StartException, InterruptedException {
    var closing = new Closing();
    closing.later(folder);
    try {
      return start(config, folder, installation, steps, closing);
    } catch (StartException | InterruptedException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static Gatehouse start(
      GatehouseConfig config,
      DataFolder folder,
      Installation installation,
      Consumer<String> steps,
      Closing closing)
      throws StartException, InterruptedException {
    folder.requireWhole();
    Keys keys = Keys.load(config, folder);
    Upstream upstream = Upstream.start(config, folder, keys.upstream(), installation, steps);
    closing.later(upstream);
    var proof = new Proof(upstream::inspect, config.sqld().inspectEvery(), InstantSource.system());
    var first = new FutureTask<>(proof::renew);
    Thread.ofVirtual().name("proof").start(first);
    closing.later(() -> awaitEnd(first));
    steps.accept("Starting Gatehouse");
    var plans = new AtomicReference<>(PlanAssembly.plans(config));
    ControlPlane control =
        ControlPlaneAssembly.open(config, folder, keys, upstream, plans::get, closing);
    PlanCheck.log(plans.get(), control.registry());
    Transport transport = Transport.best(Runtime.getRuntime().availableProcessors());
    closing.later(() -> stop(transport));
    var observation = closing.later(new Observation(installation.version()));
    var meters = observation.meters();
    control.contents().backups().ifPresent(backups -> BackupAssembly.meter(backups, meters));
    var condition = new Condition(upstream, proof);
    ObserveAssembly.show(meters, upstream, proof, condition);
    InetSocketAddress ops = ops(config.listen().ops(), transport, condition, observation, closing);
    // Nobody is served by an sqld that is not proven.
    awaitProof(first, proof);
    InetSocketAddress admin =
        ControlPlaneAssembly.listen(control, config.listen().admin(), keys.admin(), closing);
    var issuers =
        closing.later(new IssuerAssembly(control.tokens().keys(), InstantSource.system()));
    var surroundings =
        new Surroundings(
            transport,
            control.registry(),
            Map.of(ControlPlaneAssembly.NODE, upstream.address()),
            issuers.issuers(config),
            control.tokens().ledger(),
            IdentityAssembly.visits(config, control),
            keys.upstream(),
            keys.seal(),
            control.metering(),
            meters,
            ObserveAssembly.spans(config, installation, meters, closing));
    Gateway gateway = assembled(config, installation, surroundings);
    observation.watch(gateway, transport);
    condition.watchRegistry(gateway::unreadableRegistry);
    closing.later(watch(proof, config, gateway)::end);
    Optional<CertificateRenewal> renewal = renewal(config, folder, gateway, meters);
    InetSocketAddress open = listen(gateway, config, closing);
    renewal.ifPresent(asking -> closing.later(asking).start());
    closing.later(condition::drain);
    log.atInfo()
        .addKeyValue("public", open)
        .addKeyValue("admin", admin)
        .addKeyValue("ops", ops)
        .log("ready");
    var dataPlane = new DataPlane(gateway, issuers, plans);
    return new Gatehouse(closing, new Addresses(open, admin, ops), control, keys, dataPlane);
  }

  private static Optional<CertificateRenewal> renewal(
      GatehouseConfig config, DataFolder folder, Gateway gateway, PrometheusMeterRegistry meters)
      throws StartException {
    AcmeConfig acme = config.listen().tls().acme();
    return acme.enabled()
        ? Optional.of(AcmeAssembly.resume(acme, folder.acme(), gateway, meters))
        : Optional.empty();
  }

  private static Watch watch(Proof proof, GatehouseConfig config, Gateway gateway) {
    return Watch.over(
        proof,
        config.sqld().inspectEvery(),
        () -> gateway.serve(ControlPlaneAssembly.NODE, proof.objection().isEmpty()));
  }

  private static void awaitEnd(FutureTask<Duration> first) throws InterruptedException {
    try {
      var _ = first.get();
    } catch (ExecutionException e) {
      // Whoever needs the proof has been told.
    }
  }

  private static void awaitProof(FutureTask<Duration> first, Proof proof)
      throws StartException, InterruptedException {
    try {
      var _ = first.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the check of sqld failed", e.getCause());
    }
    if (proof.objection().isPresent()) {
      throw new StartException("not serving, as " + proof.objection().get());
    }
  }

  private static InetSocketAddress ops(
      HostPort where, Transport transport, Condition condition, Figures figures, Closing closing)
      throws StartException {
    var answers = closing.later(Executors.newVirtualThreadPerTaskExecutor());
    ChannelFuture bound =
        new OpsServer(transport, condition::now, figures, answers)
            .bind(GatewayAssembly.socket(where))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw cannotListen(where, "listen.ops", bound.cause());
    }
    closing.later(() -> bound.channel().close().awaitUninterruptibly());
    return (InetSocketAddress) bound.channel().localAddress();
  }

  private static InetSocketAddress listen(Gateway gateway, GatehouseConfig config, Closing closing)
      throws StartException {
    try {
      InetSocketAddress address = gateway.start();
      closing.later(() -> gateway.drain(config.timeouts().drain()));
      return address;
    } catch (IOException e) {
      throw cannotListen(config.listen().open(), "listen.public", e);
    }
  }

  private static Gateway assembled(
      GatehouseConfig config, Installation installation, Surroundings surroundings)
      throws StartException {
    var settings = GatewayAssembly.settings(config, installation.version());
    try {
      return new Gateway(settings, surroundings, InstantSource.system());
    } catch (IOException | IllegalArgumentException e) {
      throw DataPlane.cannotUseCertificate(e);
    }
  }

  private static StartException cannotListen(HostPort where, String key, Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    String reason = message.contains("in use") ? "the port is in use" : message;
    return new StartException(
        "cannot listen on %s: %s (%s says where)".formatted(where, reason, key), cause);
  }

  private static void stop(Transport transport) {
    transport.loops().shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  public Addresses addresses() {
    return addresses;
  }

  /** The secret that opens the admin API. */
  public String adminKey() {
    return keys.admin().reveal();
  }

  /** Makes a namespace, or answers false where there is one of that name. */
  public boolean create(Namespace namespace) throws StartException {
    return switch (control.provisioner().create(namespace)) {
      case Creation.Created _ -> {
        control.records().audit().note("start", "create", namespace.name());
        yield true;
      }
      case Creation.Taken _, Creation.Busy _ -> false;
      case Creation.NodeFailed _, Creation.Refused _ ->
          throw new StartException("sqld did not create the namespace " + namespace);
    };
  }

  /** A token for a namespace that holds as long as one may. */
  public String mint(Namespace namespace, Access access) {
    var mint = control.tokens().mint();
    return mint.mint(new Grant(namespace, access, "-"), mint.lifetimeMax()).token();
  }

  /** Takes over the issuers, the limits and the certificate of another configuration. */
  public void reload(GatehouseConfig next) throws StartException {
    dataPlane.reload(next);
    control.metering().onPlansChanged();
    PlanCheck.log(PlanAssembly.plans(next), control.registry());
  }

  /** Takes no more requests, lets those under way finish, and stops everything. */
  @Override
  public void close() {
    closing.close();
  }
}
