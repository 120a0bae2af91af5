package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.DirectoryDown;
import dev.gatehouse.gateway.exchange.Refusal.NamespaceSuspended;
import dev.gatehouse.gateway.exchange.Refusal.NamespaceUnknown;
import dev.gatehouse.gateway.exchange.Refusal.NodeUnproven;
import dev.gatehouse.gateway.exchange.Refusal.WrongTenant;
import dev.gatehouse.gateway.journey.identify.Identified;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The stage that finds the caller's tenant and where it lives. */
@CrossThread
public final class TenantLocator {
  private final TenantDirectory directory;
  private final Map<NodeId, InetSocketAddress> nodes;
  private final HostHint hostHint;
  private final Set<NodeId> unproven = ConcurrentHashMap.newKeySet();

  public TenantLocator(
      TenantDirectory directory, Map<NodeId, InetSocketAddress> nodes, HostHint hostHint) {
    this.directory = directory;
    this.nodes = Map.copyOf(nodes);
    this.hostHint = hostHint;
  }

  /** Finds the tenants on this node, or none of them from now on. */
  public void serve(NodeId node, boolean proven) {
    if (proven) {
      unproven.remove(node);
    } else {
      unproven.add(node);
    }
  }

  public Outcome<Located> locate(Identified identified) {
    Namespace namespace = identified.caller().namespace();
    Optional<String> contradiction =
        TenantHint.contradiction(identified.arrived().head(), namespace)
            .or(() -> hostHint.contradiction(identified.arrived().head(), namespace));
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
        if (unproven.contains(tenant.node())) {
          yield Outcome.stopped(new NodeUnproven());
        }
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
