package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceDirectory;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The namespaces of this Gatehouse and the steps of their life. Listeners hear of a change when it
 * is durable.
 */
public final class TenantRegistry implements NamespaceDirectory {
  private static final Logger log = LoggerFactory.getLogger(TenantRegistry.class);

  private final TenantStore store;
  private final InstantSource clock;
  private final List<Consumer<Namespace>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<Namespace>> peers = new CopyOnWriteArrayList<>();
  private final List<Consumer<Namespace>> releases = new CopyOnWriteArrayList<>();

  public TenantRegistry(TenantStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The record of a namespace that can be served, or will be again: none half made or half gone.
   */
  @Override
  public Optional<TenantRecord> find(Namespace namespace) {
    return entry(namespace).map(TenantEntry::tenant).filter(tenant -> isServed(tenant.state()));
  }

  private static boolean isServed(Lifecycle state) {
    return switch (state) {
      case ACTIVE, SUSPENDED, MOVING -> true;
      case CREATING, TRASHED, DELETING -> false;
    };
  }

  @Override
  public void onChange(Consumer<Namespace> listener) {
    listeners.add(listener);
  }

  /** The same, but not of changes that another process made. */
  public void onOwnChange(Consumer<Namespace> peer) {
    peers.add(peer);
  }

  /** Another process on the same file has changed this one. */
  public void changedElsewhere(Namespace namespace) {
    listeners.forEach(listener -> tell(listener, namespace));
  }

  /**
   * Calls the listener before the name of a namespace that was once served is free again; a
   * listener that throws keeps the name from being freed.
   */
  public void beforeRelease(Consumer<Namespace> listener) {
    releases.add(listener);
  }

  /** All that is known of a living namespace, in whatever state. */
  public Optional<TenantEntry> entry(Namespace namespace) {
    return store.find(namespace);
  }

  public List<TenantEntry> page(TenantQuery query) {
    return store.page(query);
  }

  public List<TenantEntry> unfinished() {
    return store.unfinished();
  }

  /** Some of the namespaces whose time in the trash is over. */
  public List<TenantEntry> due(int entriesMax) {
    return store.trashedUntil(now(), entriesMax);
  }

  /** Whether an entry's time in the trash is over. */
  public boolean isDue(TenantEntry entry) {
    return entry.state() == Lifecycle.TRASHED
        && entry.standing().trashedUntil().filter(until -> !until.isAfter(now())).isPresent();
  }

  /** Those of the ids whose namespaces are no more. */
  public Set<NamespaceId> gone(Collection<NamespaceId> ids) {
    return store.gone(ids);
  }

  /** Those of the ids that this registry ever gave to a namespace. */
  public Set<NamespaceId> given(Collection<NamespaceId> ids) {
    return store.given(ids);
  }

  /** Takes the name for a namespace under creation, or nothing where a living one has it. */
  public Optional<TenantEntry> begin(Namespace namespace, NamespaceId id, NodeId node) {
    var tenant = new TenantRecord(namespace, id, node, Lifecycle.CREATING, Optional.empty());
    return begin(tenant, Profile.NONE, SchemaState.NONE);
  }

  /** Takes the name for this namespace, or nothing where a living one has it. */
  public Optional<TenantEntry> begin(TenantRecord tenant, Profile profile, SchemaState schema) {
    Revision first = Revision.first(now());
    var entry =
        new TenantEntry(tenant, profile, schema, Standing.GOOD, first)
            .in(Lifecycle.CREATING, Standing.GOOD);
    return changed(entry.namespace(), store.add(entry)) ? Optional.of(entry) : Optional.empty();
  }

  /**
   * Opens a namespace under creation, with what the entry says of its schema; false where it has
   * changed meanwhile.
   */
  public boolean activate(TenantEntry entry) {
    return entry.state() == Lifecycle.CREATING
        && replace(entry.in(Lifecycle.ACTIVE, Standing.GOOD)).isPresent();
  }

  /** Closes a namespace for good, or answers false where it has changed meanwhile. */
  public boolean beginDeletion(TenantEntry entry) {
    var standing = new Standing(entry.standing().suspendedReason(), Optional.empty());
    return replace(entry.in(Lifecycle.DELETING, standing)).isPresent();
  }

  /** Frees the name of a namespace that is no more; its id stays used. */
  public boolean bury(TenantEntry entry) {
    if (entry.state() != Lifecycle.CREATING) {
      releases.forEach(listener -> listener.accept(entry.namespace()));
    }
    return changed(entry.namespace(), store.bury(entry.id(), now()));
  }

  /**
   * Puts an entry in the place of the version that it was made of, and gives it as it is then, or
   * nothing where another change was faster.
   */
  public Optional<TenantEntry> replace(TenantEntry changed) {
    TenantEntry next = changed.next(now());
    return changed(next.namespace(), store.update(next)) ? Optional.of(next) : Optional.empty();
  }

  /** Which namespace this one was at first: another one where it came out of a backup. */
  public NamespaceId origin(NamespaceId id) {
    return store.origin(id);
  }

  /**
   * Opens a namespace under creation by another name, in the place of the one that had it, which
   * goes to the trash by a name of its own; gives the new one, or nothing where anything changed
   * meanwhile.
   */
  public Optional<TenantEntry> supersede(Supersession step) {
    Instant now = now();
    Optional<TenantEntry> leaving = step.leaving().map(old -> trashed(old, step).next(now));
    Namespace place = step.place();
    Lifecycle state =
        step.leaving()
            .map(TenantEntry::state)
            .filter(Lifecycle.SUSPENDED::equals)
            .orElse(Lifecycle.ACTIVE);
    Standing standing =
        state == Lifecycle.SUSPENDED
            ? new Standing(
                step.leaving().flatMap(old -> old.standing().suspendedReason()), Optional.empty())
            : Standing.GOOD;
    TenantEntry coming = step.coming().in(state, standing).named(place).next(now);
    if (!store.supersede(leaving, coming, step.origin())) {
      return Optional.empty();
    }
    step.leaving().ifPresent(_ -> announce(step.aside()));
    announce(place);
    return Optional.of(coming);
  }

  private static TenantEntry trashed(TenantEntry old, Supersession step) {
    var standing =
        new Standing(
            old.standing().suspendedReason(),
            old.standing().trashedUntil().or(() -> Optional.of(step.trashedUntil())));
    var unprotected = new Profile(old.owner(), old.profile().plan(), false);
    return old.in(Lifecycle.TRASHED, standing).with(unprotected).named(step.aside());
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private boolean changed(Namespace namespace, boolean done) {
    if (done) {
      announce(namespace);
    }
    return done;
  }

  private void announce(Namespace namespace) {
    peers.forEach(peer -> tell(peer, namespace));
    listeners.forEach(listener -> tell(listener, namespace));
  }

  private static void tell(Consumer<Namespace> listener, Namespace namespace) {
    try {
      listener.accept(namespace);
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("tenant", namespace)
          .setCause(e)
          .log("a listener failed on a change of the registry");
    }
  }
}
