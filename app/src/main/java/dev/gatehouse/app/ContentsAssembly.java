package dev.gatehouse.app;

import dev.gatehouse.admin.api.Contents;
import dev.gatehouse.admin.backup.Backups;
import dev.gatehouse.admin.job.ItemWork;
import dev.gatehouse.admin.job.SchemaDrift;
import dev.gatehouse.admin.job.SchemaJobs;
import dev.gatehouse.admin.job.Schemas;
import dev.gatehouse.admin.load.SpoolFolder;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.SeedLoader;
import dev.gatehouse.admin.provision.SeedNode;
import dev.gatehouse.admin.provision.SqldSeedNode;
import dev.gatehouse.admin.registry.JobStore;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.schema.SchemaApplier;
import dev.gatehouse.admin.schema.SchemaSets;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.gateway.journey.rewrite.guard.GuardBounds;
import dev.gatehouse.gateway.journey.rewrite.guard.SqlGuard;
import dev.gatehouse.gateway.journey.rewrite.guard.SqlUse;
import dev.gatehouse.gateway.journey.rewrite.guard.Verdict;
import dev.gatehouse.tenancy.SqlScreen;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** What puts content into namespaces, from the configuration. */
final class ContentsAssembly {
  /** Dumps carry rows whole, blobs twice their size. */
  private static final int STATEMENT_BYTES_MAX = 16 << 20;

  private final GatehouseConfig config;
  private final DataFolder folder;
  private final Upstream upstream;
  private final TenantRegistry registry;
  private final SeedNode node;
  private final SchemaSets sets;
  private final SchemaApplier applier;

  ContentsAssembly(
      GatehouseConfig config, DataFolder folder, Upstream upstream, TenantRegistry registry) {
    this.config = config;
    this.folder = folder;
    this.upstream = upstream;
    this.registry = registry;
    this.node = new SqldSeedNode(upstream.adminApi(), upstream.sessions());
    this.sets = new SchemaSets(config.schemas().folder());
    this.applier = new SchemaApplier(screen(), InstantSource.system());
  }

  SeedLoader seeds() {
    return new SeedLoader(registry, upstream.admin(), node, screen(), sets, applier);
  }

  Contents contents(
      NamespaceProvisioner provisioner,
      JobStore store,
      Closing closing,
      Function<SpoolFolder, Optional<Backups>> backups)
      throws StartException {
    var work = new ItemWork(registry, provisioner, node, applier);
    var jobs = closing.later(new SchemaJobs(store, sets, work, InstantSource.system()));
    try {
      SpoolFolder spool =
          folder.isShared() ? SpoolFolder.share(folder.spool()) : SpoolFolder.open(folder.spool());
      Optional<Backups> made = backups.apply(spool);
      made.ifPresent(closing::later);
      return new Contents(
          upstream.adminApi(),
          upstream.sessions(),
          spool,
          config.sizes().uploadBytesMax().bytes(),
          new Schemas(sets, new SchemaDrift(registry, node, applier), jobs),
          made);
    } catch (IOException e) {
      throw new StartException(
          "cannot use the folder %s: %s".formatted(folder.spool(), e.getMessage()), e);
    }
  }

  /** The guard of the data plane: what it refuses there comes in on no other way either. */
  private static SqlScreen screen() {
    var guard =
        new SqlGuard(new GuardBounds(STATEMENT_BYTES_MAX, GuardBounds.DEFAULT.operatorsMax()));
    return sql ->
        guard.check(sql, SqlUse.RUN) instanceof Verdict.Forbidden(var reason)
            ? Optional.of(reason.sentence())
            : Optional.empty();
  }
}
