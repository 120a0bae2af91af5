package dev.gatehouse.admin;

import dev.gatehouse.admin.api.Contents;
import dev.gatehouse.admin.job.ItemWork;
import dev.gatehouse.admin.job.SchemaDrift;
import dev.gatehouse.admin.job.SchemaJobs;
import dev.gatehouse.admin.job.Schemas;
import dev.gatehouse.admin.load.SpoolFolder;
import dev.gatehouse.admin.provision.FakeNode;
import dev.gatehouse.admin.provision.FakeSeeds;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.SqldSeedNode;
import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.schema.SchemaApplier;
import dev.gatehouse.admin.schema.SchemaSets;
import dev.gatehouse.sqld.SqldAdmin;
import dev.gatehouse.sqld.SqldSessions;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.token.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** What an admin API of the tests finds in namespaces. */
public final class ContentStand {
  static final long UPLOAD_BYTES_MAX = 4 << 20;
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

  private ContentStand() {}

  /** A folder of schema sets, with one of that name that has no files. */
  static Path schemas(Path folder, String set) {
    try {
      Files.createDirectories(folder.resolve("schemas").resolve(set));
      return folder.resolve("schemas");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing, as there is no sqld. */
  public static Contents none(Path folder, Registry file) {
    var sqld = new SqldAdmin(NOWHERE, "no key");
    var sessions = new SqldSessions(NOWHERE, SigningKey.generate(), InstantSource.system());
    var registry = new TenantRegistry(file.tenants(), InstantSource.system());
    var node = new FakeNode();
    var provisioner =
        new NamespaceProvisioner(
            registry, node, new NodeId("local"), FakeSeeds.none(registry, node));
    return over(sqld, sessions, folder, file, registry, provisioner);
  }

  static Contents over(
      SqldAdmin sqld,
      SqldSessions sessions,
      Path folder,
      Registry file,
      TenantRegistry registry,
      NamespaceProvisioner provisioner) {
    var node = new SqldSeedNode(sqld, sessions);
    var sets = new SchemaSets(Optional.of(folder.resolve("schemas")));
    var applier = new SchemaApplier(RealNode.SCREEN, InstantSource.system());
    var work = new ItemWork(registry, provisioner, node, applier);
    var jobs = new SchemaJobs(file.jobs(), sets, work, InstantSource.system());
    try {
      return new Contents(
          sqld,
          sessions,
          SpoolFolder.open(folder.resolve("spool")),
          UPLOAD_BYTES_MAX,
          new Schemas(sets, new SchemaDrift(registry, node, applier), jobs),
          Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
