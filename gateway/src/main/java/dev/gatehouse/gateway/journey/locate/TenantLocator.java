package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.DirectoryDown;
import dev.gatehouse.gateway.exchange.Refusal.NamespaceSuspended;
import dev.gatehouse.gateway.exchange.Refusal.NamespaceUnknown;
import dev.gatehouse.gateway.exchange.Refusal.WrongTenant;
import dev.gatehouse.gateway.journey.identify.Identified;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/** The stage that finds the caller's tenant and where it lives. */
public final class TenantLocator {
  private final TenantDirectory directory;
  private final Map<NodeId, InetSocketAddress> nodes;

  public TenantLocator(TenantDirectory directory, Map<NodeId, InetSocketAddress> nodes) {
    this.directory = directory;
    this.nodes = Map.copyOf(nodes);
  }

  public Outcome<Located> locate(Identified identified) {
    Namespace namespace = identified.caller().namespace();
    Optional<String> contradiction =
        TenantHint.contradiction(identified.arrived().head(), namespace);
    if (contradiction.isPresent()) {
      return Outcome.stopped(new WrongTenant(contradiction.get()));
    }
    return directory
        .find(namespace, identified.arrived().exchange())
        .then(found -> located(identified, found));
  }

  private Outcome<Located> located(Identified identified, Optional<TenantRecord> found) {
    if (found.isEmpty()) {
      return Outcome.stopped(new NamespaceUnknown());
    }
    TenantRecord tenant = found.get();
    return switch (tenant.state()) {
      case ACTIVE -> {
        InetSocketAddress node = nodes.get(tenant.node());
        yield node == null
            ? Outcome.stopped(new DirectoryDown())
            : Outcome.ready(new Located(identified, tenant, node));
      }
      case SUSPENDED, MOVING -> Outcome.stopped(new NamespaceSuspended());
      case CREATING, TRASHED, DELETING -> Outcome.stopped(new NamespaceUnknown());
    };
  }
}
