package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NamespaceSpec;
import dev.gatehouse.admin.provision.Seed;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Namespace;
import java.util.Optional;
import java.util.Set;

/** Creates a namespace from an SQL dump or an SQLite file. */
final class ImportNamespace implements Endpoint {
  static final String DUMP = "application/sql";
  static final String SQLITE_FILE = "application/vnd.sqlite3";

  private final NamespaceProvisioner provisioner;
  private final TenantRegistry registry;
  private final Contents contents;

  ImportNamespace(NamespaceProvisioner provisioner, TenantRegistry registry, Contents contents) {
    this.provisioner = provisioner;
    this.registry = registry;
    this.contents = contents;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/import";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Optional<Upload> upload() {
    return Optional.of(
        new Upload(contents.spool(), contents.uploadBytesMax(), Set.of(DUMP, SQLITE_FILE)));
  }

  @Override
  public Reply handle(Call call) {
    var parameters = new Parameters(call, Set.of("schemaSet"));
    Optional<String> schemaSet =
        parameters.text("schemaSet", Texts.SCHEMA_SET.expected(), Texts.SCHEMA_SET::isRight);
    parameters.done();
    Optional<Namespace> name = Namespace.parse(call.variable("name"));
    if (name.isEmpty()) {
      var errors = new FieldErrors();
      errors.add("name", "a text of the form " + Namespace.form());
      errors.throwIfAny();
    }
    Seed seed =
        call.mediaType().equals(DUMP)
            ? new Seed.Dump(call.file())
            : new Seed.SqliteFile(call.file());
    NamespaceSpec spec = NamespaceSpec.of(name.orElseThrow()).following(schemaSet);
    return CreationReply.of(provisioner.create(spec, seed), spec.namespace(), registry);
  }
}
