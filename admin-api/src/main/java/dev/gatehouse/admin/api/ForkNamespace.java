package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NamespaceSpec;
import dev.gatehouse.admin.provision.Seed;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Namespace;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Creates a namespace as a copy of this one. */
final class ForkNamespace implements Endpoint {
  private static final Set<String> FIELDS = Set.of("name", "at");

  private final TenantRegistry registry;
  private final NamespaceProvisioner provisioner;

  ForkNamespace(TenantRegistry registry, NamespaceProvisioner provisioner) {
    this.registry = registry;
    this.provisioner = provisioner;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces/{name}/fork";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    Fields fields = call.fields(FIELDS);
    Optional<Namespace> target =
        fields.required("name", "a text of the form " + Namespace.form(), Namespace::parse);
    Optional<Instant> at = SeedFields.time(fields);
    fields.done();
    call.concerns(call.variable("name") + "/" + target.orElseThrow());
    return Namespace.parse(call.variable("name"))
        .filter(name -> registry.find(name).isPresent())
        .flatMap(registry::entry)
        .map(source -> fork(source, target.orElseThrow(), at))
        .orElseGet(() -> Reply.problem(Problem.unknownNamespace()));
  }

  private Reply fork(TenantEntry source, Namespace target, Optional<Instant> at) {
    NamespaceSpec spec = NamespaceSpec.of(target).following(source.schema().set());
    var seed = new Seed.ForkOf(source.namespace(), at);
    return CreationReply.of(provisioner.create(spec, seed), target, registry);
  }
}
