package dev.gatehouse.admin.job;

import dev.gatehouse.admin.provision.SeedNode;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantFilter;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.schema.Migration;
import dev.gatehouse.admin.schema.SchemaApplier;
import dev.gatehouse.admin.schema.SchemaSet;
import dev.gatehouse.admin.schema.SchemaStatus;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.tenancy.Namespace;
import java.util.List;
import java.util.Optional;

/** Looks into the namespaces of a schema set for how they differ from it. */
public final class SchemaDrift {
  private final TenantRegistry registry;
  private final SeedNode node;
  private final SchemaApplier applier;

  public SchemaDrift(TenantRegistry registry, SeedNode node, SchemaApplier applier) {
    this.registry = registry;
    this.node = node;
    this.applier = applier;
  }

  /**
   * One namespace.
   *
   * @param namespace which one
   * @param version the last migration that it has, 0 for none
   * @param pending the files that it lacks
   * @param drift what does not fit, empty where all does
   */
  public record Line(String namespace, int version, List<String> pending, List<String> drift) {}

  /** The namespaces that follow the set, in the order of their names. */
  public List<Line> page(SchemaSet set, Optional<Namespace> after, int linesMax) {
    var query = new TenantQuery(TenantFilter.ALL.following(set.name()), after, linesMax);
    return registry.page(query).stream().map(entry -> line(entry, set)).toList();
  }

  private Line line(TenantEntry entry, SchemaSet set) {
    String name = entry.namespace().name();
    try (SqlSession session = node.open(entry.id())) {
      SchemaStatus status = applier.status(session, set);
      List<String> pending = status.pending().stream().map(Migration::name).toList();
      return new Line(name, status.version(), pending, status.drift());
    } catch (SqldException e) {
      return new Line(
          name,
          entry.schema().version(),
          List.of(),
          List.of("it cannot be looked into: " + e.getMessage()));
    }
  }
}
