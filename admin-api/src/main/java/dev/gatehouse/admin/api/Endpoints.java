package dev.gatehouse.admin.api;

import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.token.TokenMint;
import java.util.List;

/** The list of all endpoints. */
final class Endpoints {
  private Endpoints() {}

  static List<Endpoint> all(
      TenantRegistry registry, NamespaceProvisioner provisioner, TokenMint mint) {
    return List.of(
        new CreateNamespace(provisioner),
        new ListNamespaces(registry),
        new GetNamespace(registry),
        new DeleteNamespace(provisioner),
        new IssueToken(registry, mint),
        new GetOpenApi());
  }
}
