package dev.gatehouse.app;

import dev.gatehouse.admin.AdminApi;
import dev.gatehouse.admin.api.AdminListenException;
import dev.gatehouse.admin.api.ControlPlane;
import dev.gatehouse.admin.api.NodeHealth;
import dev.gatehouse.admin.api.Overview;
import dev.gatehouse.admin.api.Records;
import dev.gatehouse.admin.backup.BackupSite;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NodeInventory;
import dev.gatehouse.admin.provision.Reconciler;
import dev.gatehouse.admin.registry.RegistryException;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantChanges;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.token.SealedOtherwiseException;
import dev.gatehouse.admin.token.SigningKeys;
import dev.gatehouse.admin.token.TokenLedger;
import dev.gatehouse.admin.token.TokenMint;
import dev.gatehouse.admin.token.Tokens;
import dev.gatehouse.app.handover.Door;
import dev.gatehouse.app.handover.ListeningSockets;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.SqldMode;
import dev.gatehouse.config.value.HostPort;
import dev.gatehouse.sqld.Finding;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.Plans;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the control plane is made of, from the configuration. */
final class ControlPlaneAssembly {
  /** The one sqld there is. */
  static final NodeId NODE = new NodeId("main");

  private ControlPlaneAssembly() {}

  static SqliteRegistry registry(DataFolder folder) throws StartException {
    try {
      return SqliteRegistry.open(folder.registry());
    } catch (RegistryException e) {
      throw cannotOpen(folder, e);
    }
  }

  static ControlPlane open(
      GatehouseConfig config,
      DataFolder folder,
      SqliteRegistry file,
      Keys keys,
      Upstream upstream,
      Supplier<Plans> plans,
      Closing closing)
      throws StartException {
    try {
      var clock = InstantSource.system();
      var identity = config.identity();
      var registry = new TenantRegistry(file.tenants(), clock);
      var ledger = new TokenLedger(file.tokens(), clock);
      registry.beforeRelease(ledger::release);
      var signing = new SigningKeys(file.signingKeys(), keys.master(), clock);
      var mint = new TokenMint(signing, ledger, identity.issuer(), identity.tokenLifetime(), clock);
      var contents = new ContentsAssembly(config, folder, upstream, registry);
      var provisioner =
          new NamespaceProvisioner(registry, upstream.admin(), NODE, contents.seeds());
      var records = Records.of(file, clock);
      var reconciler =
          new Reconciler(
              registry, provisioner, inventory(config, folder, upstream), records.audit());
      return new ControlPlane(
          registry,
          plans,
          new TenantChanges(registry, config.admin().trashPeriod()),
          provisioner,
          new Tokens(mint, ledger, signing),
          file.webhooks(),
          records,
          new Overview(
              () -> List.of(new NodeHealth(NODE.name(), upstream.isUp())),
              () -> findings(config, upstream, PlanCheck.of(plans.get(), registry)),
              reconciler),
          new MeteringAssembly(folder, file, registry, records.audit(), plans, closing)
              .start(config.quotas(), upstream),
          contents.contents(
              provisioner,
              file.jobs(),
              closing,
              spool ->
                  BackupAssembly.backups(
                      config,
                      keys.master(),
                      new BackupSite(
                          file,
                          registry,
                          provisioner,
                          id -> upstream.sessions().open(id, Access.READ_ONLY),
                          spool,
                          records.audit(),
                          BackupAssembly.version()))));
    } catch (SealedOtherwiseException e) {
      throw new StartException(
          "cannot open the registry %s: %s; set identity.masterKey to that one, or restore its file"
              .formatted(folder.registry(), e.getMessage()),
          e);
    } catch (RegistryException e) {
      throw cannotOpen(folder, e);
    }
  }

  private static StartException cannotOpen(DataFolder folder, RegistryException e) {
    return new StartException(
        "cannot open the registry %s: %s".formatted(folder.registry(), e.getMessage()), e);
  }

  private static List<Finding> findings(
      GatehouseConfig config, Upstream upstream, List<Finding> onPlans) {
    var findings = new ArrayList<>(HostCheck.of(config));
    findings.addAll(upstream.inspect());
    findings.addAll(onPlans);
    return findings;
  }

  private static NodeInventory inventory(
      GatehouseConfig config, DataFolder folder, Upstream upstream) throws StartException {
    if (config.sqld().mode() != SqldMode.MANAGED) {
      return NodeInventory.unknown();
    }
    NamespaceId lasting = Canary.of(folder).id();
    return new SqldFolderInventory(
        folder.sqld(), id -> id.equals(lasting) || upstream.isCanary(id));
  }

  static AdminApi api(
      GatehouseConfig config, DataFolder folder, Keys keys, ControlPlane control, Closing closing) {
    HostPort where = config.listen().admin();
    var api = closing.later(new AdminApi(where.host(), where.port(), keys.admin(), control));
    folder.whenOwn(api::lead);
    return api;
  }

  static InetSocketAddress listen(AdminApi api, ListeningSockets sockets) throws StartException {
    try {
      return api.listen(
          (bootstrap, type, address) -> sockets.bind(Door.ADMIN, bootstrap, type, address));
    } catch (AdminListenException e) {
      throw new StartException(e.getMessage() + " (listen.admin says where)", e);
    }
  }
}
