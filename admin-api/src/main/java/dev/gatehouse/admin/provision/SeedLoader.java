package dev.gatehouse.admin.provision;

import dev.gatehouse.admin.load.DumpLoader;
import dev.gatehouse.admin.load.LoadException;
import dev.gatehouse.admin.load.Loading;
import dev.gatehouse.admin.load.SqliteFile;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.schema.SchemaApplier;
import dev.gatehouse.admin.schema.SchemaException;
import dev.gatehouse.admin.schema.SchemaSet;
import dev.gatehouse.admin.schema.SchemaSets;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.SqlScreen;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes a namespace on its sqld with all that it begins with. Whoever calls removes the namespace
 * again where this throws.
 */
public final class SeedLoader {
  private final TenantRegistry registry;
  private final NodeAdmin admin;
  private final SeedNode node;
  private final SqlScreen screen;
  private final SchemaSets sets;
  private final SchemaApplier applier;

  public SeedLoader(
      TenantRegistry registry,
      NodeAdmin admin,
      SeedNode node,
      SqlScreen screen,
      SchemaSets sets,
      SchemaApplier applier) {
    this.registry = registry;
    this.admin = admin;
    this.node = node;
    this.screen = screen;
    this.sets = sets;
    this.applier = applier;
  }

  /**
   * Makes it; a copy has the schema of its source, anything else the newest. Gives the version of
   * that schema.
   */
  public int make(NamespaceId id, Seed seed, Optional<String> schemaSet)
      throws NodeFailedException, SeedException {
    Optional<SchemaSet> set = set(schemaSet);
    makeOnNode(id, seed);
    if (!admin.exists(id)) {
      throw new NodeFailedException("sqld took a namespace that it does not serve");
    }
    try {
      fill(id, seed);
      return set.isPresent() ? schema(id, seed, set.get()) : 0;
    } catch (LoadException e) {
      throw new SeedException(
          new SeedFault(SeedFault.Kind.CONTENT, e.reason(), "", e.statement(), e.line()));
    } catch (IOException e) {
      throw new NodeFailedException("a namespace was not filled: " + e.getMessage(), e);
    }
  }

  private Optional<SchemaSet> set(Optional<String> name) throws SeedException {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<SchemaSet> found = sets.find(name.get());
      if (found.isEmpty()) {
        throw new SeedException(
            SeedFault.of(SeedFault.Kind.UNKNOWN_SCHEMA, "there is no schema set of this name"));
      }
      return found;
    } catch (SchemaException e) {
      throw fault(e);
    }
  }

  private void makeOnNode(NamespaceId id, Seed seed) throws NodeFailedException, SeedException {
    if (seed instanceof Seed.ForkOf(var source, var at)) {
      NamespaceId from =
          registry
              .find(source)
              .map(tenant -> tenant.id())
              .orElseThrow(
                  () ->
                      new SeedException(
                          SeedFault.of(SeedFault.Kind.SOURCE, "there is no namespace " + source)));
      node.fork(from, id, at);
    } else {
      admin.create(id);
    }
  }

  private void fill(NamespaceId id, Seed seed) throws IOException, LoadException {
    switch (seed) {
      case Seed.Empty _, Seed.ForkOf _ -> {}
      case Seed.Dump(var file) -> load(id, loading -> loadDump(file, loading));
      case Seed.Stored(var dump) -> load(id, loading -> loadStored(dump, loading));
      case Seed.SqliteFile(var file) -> load(id, loading -> loadFile(file, loading));
    }
  }

  /** What is done within one transaction, to its end. */
  private interface Content {
    void loadInto(Loading loading) throws IOException, LoadException;
  }

  private void load(NamespaceId id, Content content) throws IOException, LoadException {
    try (SqlSession session = node.open(id)) {
      Loading loading = Loading.begin(session, screen);
      content.loadInto(loading);
    }
  }

  private static void loadDump(Path file, Loading loading) throws IOException, LoadException {
    try (var text = Files.newInputStream(file)) {
      var _ = DumpLoader.load(text, loading);
    }
    loading.commit();
  }

  /** Its end is read as well: there it shows whether all of it is as it was written. */
  private static void loadStored(StoredDump dump, Loading loading)
      throws IOException, LoadException {
    try (var text = dump.open()) {
      var _ = DumpLoader.load(text, loading);
      var _ = text.transferTo(OutputStream.nullOutputStream());
    }
    loading.commitAsItWas();
  }

  private static void loadFile(Path file, Loading loading) throws IOException, LoadException {
    try (SqliteFile database = SqliteFile.open(file)) {
      database.loadInto(loading);
    }
    loading.commit();
  }

  private int schema(NamespaceId id, Seed seed, SchemaSet set) throws IOException, SeedException {
    try (SqlSession session = node.open(id)) {
      if (seed instanceof Seed.ForkOf || seed instanceof Seed.Stored) {
        return applier.status(session, set).version();
      }
      return applier.apply(session, set, set.latest());
    } catch (SchemaException e) {
      throw fault(e);
    }
  }

  private static SeedException fault(SchemaException e) {
    return new SeedException(
        new SeedFault(SeedFault.Kind.SCHEMA, e.reason(), e.migration(), e.statement(), e.line()));
  }
}
