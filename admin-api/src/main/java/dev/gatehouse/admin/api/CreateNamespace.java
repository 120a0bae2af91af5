package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NamespaceSpec;
import dev.gatehouse.admin.provision.Seed;
import dev.gatehouse.tenancy.Namespace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates a namespace, empty or as a copy of another. */
final class CreateNamespace implements Endpoint {
  private final NamespaceProvisioner provisioner;

  CreateNamespace(NamespaceProvisioner provisioner) {
    this.provisioner = provisioner;
  }

  /**
   * What the caller sends.
   *
   * @param seed what it begins with, nothing where absent
   * @param schemaSet the schema that it gets
   */
  record Request(
      @Nullable String name, @Nullable SeedRequest seed, @Nullable String schemaSet) {}

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/v1/namespaces";
  }

  @Override
  public Permission permission() {
    return Permission.PROVISION;
  }

  @Override
  public Reply handle(Call call) {
    Request request = call.json(Request.class);
    var errors = new FieldErrors();
    Optional<Namespace> name = Optional.ofNullable(request.name()).flatMap(Namespace::parse);
    if (name.isEmpty()) {
      errors.add("name", "a text of the form " + Namespace.form());
    }
    Seed seed = request.seed() == null ? Seed.EMPTY : request.seed().seed(errors);
    errors.throwIfAny();
    Optional<String> schemaSet = Optional.ofNullable(request.schemaSet());
    return CreationReply.of(provisioner.create(NamespaceSpec.of(name.orElseThrow()).following(schemaSet), seed));
  }
}
