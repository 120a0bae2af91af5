package dev.gatehouse.admin.provision;

import dev.gatehouse.admin.audit.AuditTrail;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings registry and sqld together again after a kill or a failing sqld. */
public final class Reconciler {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
  private static final String ACTOR = "reconciler";
  private static final int PAGE = 1_000;

  private final TenantRegistry registry;
  private final NamespaceProvisioner provisioner;
  private final NodeInventory inventory;
  private final AuditTrail audit;
  private volatile Comparison last = Comparison.EQUAL;

  public Reconciler(
      TenantRegistry registry,
      NamespaceProvisioner provisioner,
      NodeInventory inventory,
      AuditTrail audit) {
    this.registry = registry;
    this.provisioner = provisioner;
    this.inventory = inventory;
    this.audit = audit;
  }

  /**
   * What registry and sqld disagree about, and only people can decide.
   *
   * @param missing namespaces of the registry that sqld does not have
   * @param strange ids on sqld that the registry never gave away
   */
  public record Comparison(List<Namespace> missing, Set<NamespaceId> strange) {
    static final Comparison EQUAL = new Comparison(List.of(), Set.of());
  }

  /** Settles each unfinished namespace; what fails now is left for the next time. */
  public void reconcile() {
    for (TenantEntry entry : registry.unfinished()) {
      try {
        if (provisioner.settle(entry.namespace())) {
          audit.note(ACTOR, "remove half-done", entry.namespace().name());
          log.atInfo()
              .addKeyValue("tenant", entry.namespace())
              .addKeyValue("state", entry.state())
              .log("removed a namespace that was left half-done");
        }
      } catch (NodeFailedException e) {
        log.atWarn()
            .addKeyValue("tenant", entry.namespace())
            .setCause(e)
            .log("a namespace stays half-done");
      }
    }
  }

  /**
   * Compares the registry with what sqld holds, as far as that can be told. What is left of deleted
   * namespaces is cleared away; nothing else is touched.
   */
  public Comparison compare() throws NodeFailedException {
    // The registry first: whatever it has by now, sqld had before. And sqld itself is not asked:
    // it makes an empty database in the place of one that it has lost.
    Map<NamespaceId, Namespace> living = living();
    Optional<Set<NamespaceId>> held = inventory.namespaces();
    if (held.isEmpty()) {
      return last;
    }
    var missing = new ArrayList<Namespace>();
    for (var entry : living.entrySet()) {
      if (!held.get().contains(entry.getKey()) && isWanted(entry.getValue(), entry.getKey())) {
        missing.add(entry.getValue());
      }
    }
    if (!missing.isEmpty()) {
      log.atError()
          .addKeyValue("count", missing.size())
          .addKeyValue("first", missing.getFirst())
          .log("sqld has lost namespaces that the registry has");
    }
    var others = new HashSet<>(held.get());
    others.removeAll(living.keySet());
    last = new Comparison(List.copyOf(missing), strange(others));
    return last;
  }

  private Map<NamespaceId, Namespace> living() {
    var living = new HashMap<NamespaceId, Namespace>();
    Optional<Namespace> after = Optional.empty();
    List<TenantEntry> page;
    do {
      page = registry.page(new TenantQuery("", after, PAGE));
      for (TenantEntry entry : page) {
        if (!isUnfinished(entry.state())) {
          living.put(entry.id(), entry.namespace());
        }
        after = Optional.of(entry.namespace());
      }
    } while (page.size() == PAGE);
    return living;
  }

  private static boolean isUnfinished(Lifecycle state) {
    return switch (state) {
      case CREATING, DELETING -> true;
      case ACTIVE, SUSPENDED, MOVING, TRASHED -> false;
    };
  }

  /** Whether a namespace has not been deleted since the registry was read. */
  private boolean isWanted(Namespace namespace, NamespaceId id) {
    return registry
        .entry(namespace)
        .filter(entry -> entry.id().equals(id) && !isUnfinished(entry.state()))
        .isPresent();
  }

  /** Clears what is left of the dead; gives those that the registry never heard of. */
  private Set<NamespaceId> strange(Set<NamespaceId> others) throws NodeFailedException {
    for (NamespaceId id : registry.gone(others)) {
      provisioner.clear(id);
      audit.note(ACTOR, "clear leftover", id.value());
      log.atInfo().addKeyValue("id", id).log("cleared what was left of a deleted namespace");
    }
    var strange = new HashSet<>(others);
    strange.removeAll(registry.given(others));
    if (!strange.isEmpty()) {
      log.atWarn()
          .addKeyValue("count", strange.size())
          .log("sqld holds namespaces that the registry never made");
    }
    return Set.copyOf(strange);
  }

  /** What the last comparison found. */
  public Comparison lastComparison() {
    return last;
  }
}
