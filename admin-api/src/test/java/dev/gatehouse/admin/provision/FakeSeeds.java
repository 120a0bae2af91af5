package dev.gatehouse.admin.provision;

import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.schema.SchemaApplier;
import dev.gatehouse.admin.schema.SchemaSets;
import dev.gatehouse.sqld.SqlResult;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.sqld.SqlStatement;
import dev.gatehouse.tenancy.NamespaceId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Seeds where nothing can be loaded. */
public final class FakeSeeds implements SeedNode {

  /** A loader that makes empty namespaces and no others; each schema set there is has no files. */
  public static SeedLoader none(TenantRegistry registry, NodeAdmin node, Path schemas) {
    return new SeedLoader(
        registry,
        node,
        new FakeSeeds(),
        sql -> Optional.empty(),
        new SchemaSets(Optional.of(schemas)),
        new SchemaApplier(sql -> Optional.empty(), InstantSource.system()));
  }

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
    return new EmptySession();
  }

  private static final class EmptySession implements SqlSession {
    @Override
    public List<SqlResult> run(List<SqlStatement> statements) {
      return statements.stream()
          .map(_ -> new SqlResult(List.of("n"), List.of(List.of(0L)), 0))
          .toList();
    }

    @Override
    public void read(String sql, RowConsumer rows) {
      throw new AssertionError("nobody reads rows");
    }

    @Override
    public void close() {}
  }
}
