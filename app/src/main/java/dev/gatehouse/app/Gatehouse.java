package dev.gatehouse.app;

import dev.gatehouse.admin.AdminApi;
import dev.gatehouse.admin.api.ControlPlane;
import dev.gatehouse.admin.provision.Creation;
import dev.gatehouse.admin.registry.SqliteLibrary;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TokenEntry.Grant;
import dev.gatehouse.app.acme.CertificateRenewal;
import dev.gatehouse.app.handover.HandoverException;
import dev.gatehouse.app.handover.ListeningSockets;
import dev.gatehouse.app.handover.Predecessor;
import dev.gatehouse.app.observe.Observation;
import dev.gatehouse.config.AcmeConfig;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.gateway.Gateway;
import dev.gatehouse.gateway.Surroundings;
import dev.gatehouse.gateway.journey.accept.Transport;
import dev.gatehouse.gateway.operate.OpsServer;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
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
  private final Place place;

  /**
   * Where it listens.
   *
   * @param open the public listener
   * @param admin the admin API
   * @param ops health and metrics
   */
  public record Addresses(InetSocketAddress open, InetSocketAddress admin, InetSocketAddress ops) {}

  private Gatehouse(
      Closing closing,
      Addresses addresses,
      ControlPlane control,
      Keys keys,
      DataPlane dataPlane,
      Place place) {
    this.closing = closing;
    this.addresses = addresses;
    this.control = control;
    this.keys = keys;
    this.dataPlane = dataPlane;
    this.place = place;
  }

  /**
   * Starts everything, and tells each step that may take long before it begins. The folder is from
   * now on this Gatehouse's own.
   */
  public static Gatehouse start(
      GatehouseConfig config, DataFolder folder, Installation installation, Consumer<String> steps)
      throws StartException, InterruptedException {
    return start(new Origin(config, folder, installation, steps, Optional.empty(), () -> {}));
  }

  /**
   * The same in the place of the one that runs on a data folder, which goes on unless this one
   * comes to serve.
   *
   * @param serving runs once this one serves, before the other one may leave
   */
  public static Gatehouse takeOver(
      GatehouseConfig config,
      Path data,
      Installation installation,
      Consumer<String> steps,
      Runnable serving)
      throws StartException, InterruptedException {
    steps.accept("Taking over from the Gatehouse that runs");
    var folder = DataFolder.share(data);
    try {
      var protocol = Place.protocol(installation.version());
      var predecessor = Predecessor.meet(folder.meeting(), protocol);
      try {
        return start(
            new Origin(config, folder, installation, steps, Optional.of(predecessor), serving));
      } catch (StartException e) {
        predecessor.decline(String.valueOf(e.getMessage()));
        throw e;
      }
    } catch (HandoverException e) {
      folder.close();
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What it is made of. */
  private record Origin(
      GatehouseConfig config,
      DataFolder folder,
      Installation installation,
      Consumer<String> steps,
      Optional<Predecessor> predecessor,
      Runnable serving) {}

  private static Gatehouse start(Origin origin) throws StartException, InterruptedException {
    var closing = new Closing();
    closing.later(origin.folder());
    try {
      return start(origin, closing);
    } catch (HandoverException e) {
      closing.close();
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (StartException | InterruptedException | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static Gatehouse start(Origin origin, Closing closing)
      throws StartException, HandoverException, InterruptedException {
    GatehouseConfig config = origin.config();
    DataFolder folder = origin.folder();
    folder.requireWhole();
    Keys keys = Keys.load(config, folder);
    var upstreamStart = upstreamStart(origin, keys);
    closing.later(upstreamStart::undo);
    SqliteLibrary.keepIn(folder.libraries());
    SqliteRegistry file = closing.later(ControlPlaneAssembly.registry(folder));
    Transport transport = Transport.best(Runtime.getRuntime().availableProcessors());
    closing.later(() -> stop(transport));
    var observation = closing.later(new Observation(origin.installation().version()));
    var meters = observation.meters();
    Upstream upstream = upstreamStart.await();
    var proof = new Proof(upstream::inspect, config.sqld().inspectEvery(), InstantSource.system());
    var first = new FutureTask<>(proof::renew);
    Thread.ofVirtual().name("proof").start(first);
    closing.later(() -> awaitEnd(first));
    origin.steps().accept("Starting Gatehouse");
    var plans = new AtomicReference<>(PlanAssembly.plans(config));
    ControlPlane control =
        ControlPlaneAssembly.open(config, folder, file, keys, upstream, plans::get, closing);
    PlanCheck.log(plans.get(), control.registry());
    control.contents().backups().ifPresent(backups -> BackupAssembly.meter(backups, meters));
    var condition = new Condition(upstream, proof);
    ObserveAssembly.show(meters, upstream, proof, condition);
    var doors =
        new Doors(origin.predecessor().map(Predecessor::sockets).orElseGet(ListeningSockets::none));
    var answers = closing.later(Executors.newVirtualThreadPerTaskExecutor());
    var operations = new OpsServer(transport, condition::now, observation, answers);
    if (origin.predecessor().isEmpty()) {
      doors.openOps(operations, config.listen().ops(), closing);
    }
    AdminApi api = ControlPlaneAssembly.api(config, folder, keys, control, closing);
    var issuers =
        closing.later(new IssuerAssembly(control.tokens().keys(), InstantSource.system()));
    var canary = Canary.of(folder);
    var surroundings =
        new Surroundings(
            transport,
            canary.in(control.registry()),
            Map.of(ControlPlaneAssembly.NODE, upstream.address()),
            issuers.issuers(config),
            control.tokens().ledger(),
            IdentityAssembly.visits(config, control),
            keys.upstream(),
            keys.seal(),
            canary.unseenBy(control.metering()),
            meters,
            ObserveAssembly.spans(config, origin.installation(), meters, closing));
    Gateway gateway = assembled(config, origin.installation(), surroundings);
    observation.watch(gateway, transport);
    condition.watchRegistry(gateway::unreadableRegistry);
    Optional<CertificateRenewal> renewal = renewal(config, folder, gateway, meters);
    // Nobody is served by an sqld that is not proven.
    awaitProof(first, proof);
    var place = new Place(folder, upstream, condition, doors.sockets(), api, control);
    if (origin.predecessor().isPresent()) {
      place.awaitTurn(origin.predecessor().get());
      doors.openOps(operations, config.listen().ops(), closing);
    }
    InetSocketAddress admin = ControlPlaneAssembly.listen(api, doors.sockets());
    closing.later(watch(proof, config, gateway)::end);
    InetSocketAddress open = doors.openPublic(gateway, config.listen().open());
    renewal.ifPresent(asking -> folder.whenOwn(closing.later(asking)::start));
    var gangway = new PublicGangway(open, config);
    Function<Duration, String> mint = lasting -> ownToken(control, canary, lasting);
    condition.tryChain(new Chain(canary, upstream.admin(), mint, gangway)::now);
    closing.later(() -> place.end(gateway, config.timeouts().drain()));
    if (origin.predecessor().isPresent()) {
      origin.serving().run();
      place.relieve(origin.predecessor().get());
    }
    closing.later(condition::drain);
    closing.later(folder::stopWaiting);
    var addresses = new Addresses(open, admin, doors.ops());
    log.atInfo()
        .addKeyValue("public", open)
        .addKeyValue("admin", admin)
        .addKeyValue("ops", addresses.ops())
        .log("ready");
    var dataPlane = new DataPlane(gateway, issuers, plans);
    return new Gatehouse(closing, addresses, control, keys, dataPlane, place);
  }

  private static UpstreamStart upstreamStart(Origin origin, Keys keys) {
    return new UpstreamStart(
        () ->
            Upstream.start(
                origin.config(),
                origin.folder(),
                keys.upstream(),
                origin.installation(),
                origin.steps(),
                origin.predecessor().map(Predecessor::estate)));
  }

  private static String ownToken(ControlPlane control, Canary canary, Duration lasting) {
    var grant = new Grant(canary.namespace(), Access.READ_ONLY, "-");
    return control.tokens().mint().mint(grant, lasting).token();
  }

  private static Optional<CertificateRenewal> renewal(
      GatehouseConfig config, DataFolder folder, Gateway gateway, MeterRegistry meters)
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

  /**
   * Lets another process take this one's place, from now on.
   *
   * @param successor the command that starts one, on the same configuration
   * @param version what this one is
   */
  public void giveWay(List<String> successor, String version) {
    closing.later(place.giveWay(successor, version));
  }

  /** Takes no more requests, lets those under way finish, and stops everything. */
  @Override
  public void close() {
    closing.close();
  }
}
