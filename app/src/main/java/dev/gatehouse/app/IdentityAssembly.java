package dev.gatehouse.app;

import dev.gatehouse.admin.api.ControlPlane;
import dev.gatehouse.admin.identity.PublicDesk;
import dev.gatehouse.admin.identity.StandardSignature;
import dev.gatehouse.admin.identity.SupabaseWebhooks;
import dev.gatehouse.admin.identity.UserNamespaces;
import dev.gatehouse.admin.registry.WebhookStore;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.IdentityConfig;
import dev.gatehouse.config.IssuerConfig;
import dev.gatehouse.config.SupabaseWebhookConfig;
import dev.gatehouse.config.UserDeletion;
import dev.gatehouse.config.value.Secret;
import dev.gatehouse.config.value.WebUrl;
import dev.gatehouse.gateway.Visits;
import dev.gatehouse.gateway.journey.identify.NamespaceTemplate;
import dev.gatehouse.gateway.journey.locate.VisitBounds;
import java.time.InstantSource;
import java.util.Optional;

/** What stands behind the public identity endpoints, from the configuration. */
final class IdentityAssembly {
  private IdentityAssembly() {}

  static Visits visits(GatehouseConfig config, ControlPlane control) throws StartException {
    IdentityConfig identity = config.identity();
    var namespaces =
        new UserNamespaces(
            control.provisioner(),
            control.tokens().ledger(),
            control.records().audit(),
            identity.visits().schemaSet());
    var desk =
        new PublicDesk(
            control.tokens(),
            identity.visits().tokenLifetime(),
            identity.publicUrl().map(WebUrl::toString),
            supabase(identity, namespaces, control.webhooks()));
    return new Visits(
        namespaces,
        desk,
        new VisitBounds(
            identity.visits().callsPerMinuteMax(),
            identity.visits().firstPerAddressMax(),
            identity.visits().firstPerIssuerMax()));
  }

  private static Optional<SupabaseWebhooks> supabase(
      IdentityConfig identity, UserNamespaces namespaces, WebhookStore webhooks)
      throws StartException {
    SupabaseWebhookConfig config = identity.webhooks().supabase();
    if (!config.isExpected()) {
      return Optional.empty();
    }
    try {
      NamespaceTemplate naming = IssuerAssembly.namespace(issuer(identity, config));
      var terms =
          new SupabaseWebhooks.Terms(
              config.secret().map(Secret::reveal),
              config.secretHeader(),
              config
                  .hookSecret()
                  .map(secret -> StandardSignature.of(secret.reveal(), config.tolerance())),
              config.onDelete() == UserDeletion.DELETE,
              naming::namespaceOf);
      return Optional.of(new SupabaseWebhooks(terms, namespaces, webhooks, InstantSource.system()));
    } catch (IllegalArgumentException e) {
      throw new StartException("cannot use identity.webhooks.supabase: " + e.getMessage(), e);
    }
  }

  private static IssuerConfig issuer(IdentityConfig identity, SupabaseWebhookConfig config) {
    return identity.issuers().stream()
        .filter(issuer -> config.issuer().filter(issuer.name()::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no issuer is named so"));
  }
}
