package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NamespaceSpec;
import dev.gatehouse.admin.provision.Seed;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Namespace;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates a namespace as a copy of this one. */
final class ForkNamespace implements Endpoint {
  private final TenantRegistry registry;
  private final NamespaceProvisioner provisioner;

  ForkNamespace(TenantRegistry registry, NamespaceProvisioner provisioner) {
    this.registry = registry;
    this.provisioner = provisioner;
  }

  /**
   * What the caller sends.
   *
   * @param name what the copy is called
   * @param at the moment to copy, now where absent
   */
  record Request(@Nullable String name, @Nullable String at) {}

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
    Request request = call.json(Request.class);
    var errors = new FieldErrors();
    Optional<Namespace> target = Optional.ofNullable(request.name()).flatMap(Namespace::parse);
    if (target.isEmpty()) {
      errors.add("name", "a text of the form " + Namespace.form());
    }
    Optional<Instant> at = SeedRequest.time("at", request.at(), errors);
    errors.throwIfAny();
    return Namespace.parse(call.variable("name"))
        .filter(name -> registry.find(name).isPresent())
        .flatMap(registry::entry)
        .map(source -> fork(source, target.orElseThrow(), at))
        .orElseGet(() -> Reply.problem(Problem.unknownNamespace()));
  }

  private Reply fork(TenantEntry source, Namespace target, Optional<Instant> at) {
    NamespaceSpec spec = NamespaceSpec.of(target).following(source.schema().set());
    return CreationReply.of(
        provisioner.create(spec, new Seed.ForkOf(source.namespace(), at)));
  }
}
