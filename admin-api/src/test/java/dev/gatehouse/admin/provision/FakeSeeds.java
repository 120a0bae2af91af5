package dev.gatehouse.admin.provision;

import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.schema.SchemaApplier;
import dev.gatehouse.admin.schema.SchemaSets;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Seeds where nothing can be loaded. */
public final class FakeSeeds implements SeedNode {

  /** A loader that makes empty namespaces and no others. */
  public static SeedLoader none(TenantRegistry registry, NodeAdmin node) {
    return new SeedLoader(
        registry,
        node,
        new FakeSeeds(),
        sql -> Optional.empty(),
        new SchemaSets(Optional.empty()),
        new SchemaApplier(sql -> Optional.empty(), InstantSource.system()));
  }

  @Override
  public void fork(NamespaceId source, NamespaceId target, Optional<Instant> at) {
    throw new AssertionError("nobody asked for a fork");
  }

  @Override
  public SqlSession open(NamespaceId id) {
    throw new AssertionError("nobody asked for a session");
  }
}
