package dev.gatehouse.app;

import dev.gatehouse.admin.api.Contents;
import dev.gatehouse.admin.load.SpoolFolder;
import dev.gatehouse.admin.provision.SeedLoader;
import dev.gatehouse.admin.provision.SqldSeedNode;
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

/** What puts content into namespaces, from the configuration. */
final class ContentsAssembly {
  /** Dumps carry rows whole, blobs twice their size. */
  private static final int STATEMENT_BYTES_MAX = 16 << 20;

  private ContentsAssembly() {}

  static Contents open(GatehouseConfig config, DataFolder folder, Upstream upstream)
      throws StartException {
    try {
      return new Contents(
          upstream.adminApi(),
          upstream.sessions(),
          SpoolFolder.open(folder.spool()),
          config.sizes().uploadBytesMax().bytes());
    } catch (IOException e) {
      throw new StartException(
          "cannot use the folder %s: %s".formatted(folder.spool(), e.getMessage()), e);
    }
  }

  static SeedLoader seeds(GatehouseConfig config, TenantRegistry registry, Upstream upstream) {
    return new SeedLoader(
        registry,
        upstream.admin(),
        new SqldSeedNode(upstream.adminApi(), upstream.sessions()),
        screen(),
        new SchemaSets(config.schemas().folder()),
        new SchemaApplier(screen(), InstantSource.system()));
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
