package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NamespaceSpec;
import dev.gatehouse.admin.provision.Seed;
import dev.gatehouse.admin.registry.Profile;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Plans;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Creates a namespace, empty or as a copy of another. */
final class CreateNamespace implements Endpoint {
  private static final Set<String> FIELDS = new TreeSet<>(ProfileFields.NAMES);

  static {
    FIELDS.add("name");
    FIELDS.add("schemaSet");
    FIELDS.add("seed");
  }

  private final NamespaceProvisioner provisioner;
  private final TenantRegistry registry;
  private final Supplier<Plans> plans;

  CreateNamespace(
      NamespaceProvisioner provisioner, TenantRegistry registry, Supplier<Plans> plans) {
    this.provisioner = provisioner;
    this.registry = registry;
    this.plans = plans;
  }

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
    Fields fields = call.fields(FIELDS);
    Seed seed = SeedFields.seed(fields);
    NamespaceSpec spec = spec(fields);
    call.concerns(spec.namespace().name());
    return CreationReply.of(provisioner.create(spec, seed), spec.namespace(), registry);
  }

  private NamespaceSpec spec(Fields fields) {
    Optional<Namespace> name =
        fields.required("name", "a text of the form " + Namespace.form(), Namespace::parse);
    var said = new ProfileFields(fields, plans.get());
    Optional<String> schemaSet = fields.text("schemaSet", Texts.SCHEMA_SET);
    fields.done();
    Profile profile = said.over(Profile.NONE);
    return new NamespaceSpec(
        name.orElseThrow(),
        profile.owner(),
        profile.plan(),
        said.over(Optional.empty()),
        profile.isProtected(),
        schemaSet);
  }
}
