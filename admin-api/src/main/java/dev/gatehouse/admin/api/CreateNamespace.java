package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.Creation;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NamespaceSpec;
import dev.gatehouse.admin.registry.Profile;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Creates an empty namespace. */
final class CreateNamespace implements Endpoint {
  private static final Set<String> FIELDS = new TreeSet<>(ProfileFields.NAMES);

  static {
    FIELDS.add("name");
    FIELDS.add("schemaSet");
  }

  private final NamespaceProvisioner provisioner;
  private final TenantRegistry registry;

  CreateNamespace(NamespaceProvisioner provisioner, TenantRegistry registry) {
    this.provisioner = provisioner;
    this.registry = registry;
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
    NamespaceSpec spec = spec(call);
    call.concerns(spec.namespace().name());
    return switch (provisioner.create(spec)) {
      case Creation.Created(var entry) ->
          NamespaceReplies.shown(201, entry)
              .withHeader("location", path() + "/" + entry.namespace().name());
      case Creation.Taken() -> Reply.problem(taken(spec.namespace()));
      case Creation.Busy() -> Reply.problem(Problem.namespaceBusy());
      case Creation.NodeFailed() -> Reply.problem(Problem.sqldFailed());
    };
  }

  private Problem taken(Namespace name) {
    boolean isTrashed =
        registry.entry(name).map(TenantEntry::state).filter(Lifecycle.TRASHED::equals).isPresent();
    return isTrashed ? Problem.namespaceTrashed() : Problem.namespaceTaken();
  }

  private static NamespaceSpec spec(Call call) {
    Fields fields = call.fields(FIELDS);
    Optional<Namespace> name =
        fields.required("name", "a text of the form " + Namespace.form(), Namespace::parse);
    var said = new ProfileFields(fields);
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
