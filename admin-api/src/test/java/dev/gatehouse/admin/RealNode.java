package dev.gatehouse.admin;

import dev.gatehouse.admin.provision.NodeAdmin;
import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.provision.SeedLoader;
import dev.gatehouse.admin.provision.SqldSeedNode;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.schema.SchemaApplier;
import dev.gatehouse.admin.schema.SchemaSets;
import dev.gatehouse.sqld.SqldAdmin;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.sqld.SqldSessions;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.SqlScreen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** A real sqld, with a screen that lets no file function through. */
public record RealNode(SqldAdmin sqld) implements NodeAdmin {
  public static final SqlScreen SCREEN =
      sql ->
          sql.toLowerCase(Locale.ROOT).contains("readfile")
              ? Optional.of("not available")
              : Optional.empty();

  /** Seeds whose schema sets lie in the folder {@code schemas}. */
  static SeedLoader seeds(
      TenantRegistry registry, NodeAdmin node, SqldAdmin sqld, SqldSessions sessions, Path folder) {
    try {
      Path sets = Files.createDirectories(folder.resolve("schemas"));
      return new SeedLoader(
          registry,
          node,
          new SqldSeedNode(sqld, sessions),
          SCREEN,
          new SchemaSets(Optional.of(sets)),
          new SchemaApplier(SCREEN, InstantSource.system()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Asked<T> {
    T of(SqldAdmin sqld) throws SqldException;
  }

  private <T> T ask(Asked<T> asked) throws NodeFailedException {
    try {
      return asked.of(sqld);
    } catch (SqldException e) {
      throw new NodeFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void create(NamespaceId id) throws NodeFailedException {
    boolean _ =
        ask(
            api -> {
              api.create(id);
              return true;
            });
  }

  @Override
  public boolean exists(NamespaceId id) throws NodeFailedException {
    return ask(api -> api.exists(id));
  }

  @Override
  public void delete(NamespaceId id) throws NodeFailedException {
    boolean _ =
        ask(
            api -> {
              api.delete(id);
              return true;
            });
  }
}
