package dev.gatehouse.admin.provision;

import dev.gatehouse.admin.registry.Profile;
import dev.gatehouse.admin.registry.SchemaState;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates and deletes namespaces in the registry and on the sqld together.
 *
 * <p>A namespace that never became active was never served and holds nothing: what a broken attempt
 * left behind is therefore removed, never finished, and the next attempt has an id of its own.
 */
public final class NamespaceProvisioner {
  private static final Logger log = LoggerFactory.getLogger(NamespaceProvisioner.class);

  /** No tenant gets to see a namespace of such a name: it is never opened by it. */
  private static final String SCRATCH = "scratch-";

  private final TenantRegistry registry;
  private final NodeAdmin sqld;
  private final NodeId node;
  private final SeedLoader seeds;
  private final Set<Namespace> underWay = ConcurrentHashMap.newKeySet();

  public NamespaceProvisioner(
      TenantRegistry registry, NodeAdmin sqld, NodeId node, SeedLoader seeds) {
    this.registry = registry;
    this.sqld = sqld;
    this.node = node;
    this.seeds = seeds;
  }

  /** Creates a namespace of which nothing but the name is said. */
  public Creation create(Namespace namespace) {
    return create(NamespaceSpec.of(namespace));
  }

  /** Creates an empty namespace, unless one of that name lives. */
  public Creation create(NamespaceSpec spec) {
    return create(spec, Seed.EMPTY);
  }

  /** Creates a namespace with all that it begins with, unless one of that name lives. */
  public Creation create(NamespaceSpec spec, Seed seed) {
    Namespace namespace = spec.namespace();
    if (!underWay.add(namespace)) {
      return new Creation.Busy();
    }
    try {
      return createApart(spec, seed);
    } catch (NodeFailedException e) {
      warn(namespace, "creating", e);
      return new Creation.NodeFailed();
    } catch (SeedException e) {
      log.atInfo().addKeyValue("tenant", namespace).log("a seed was refused");
      return new Creation.Refused(e.fault());
    } finally {
      underWay.remove(namespace);
    }
  }

  /** Whoever forks a namespace keeps others from deleting it meanwhile. */
  private Creation createApart(NamespaceSpec spec, Seed seed)
      throws NodeFailedException, SeedException {
    if (!(seed instanceof Seed.ForkOf(var source, _))) {
      return createAlone(spec, seed);
    }
    if (!underWay.add(source)) {
      return new Creation.Busy();
    }
    try {
      return createAlone(spec, seed);
    } finally {
      underWay.remove(source);
    }
  }

  private Creation createAlone(NamespaceSpec spec, Seed seed)
      throws NodeFailedException, SeedException {
    Optional<TenantEntry> old = registry.entry(spec.namespace());
    if (old.isPresent()) {
      if (old.get().state() != Lifecycle.CREATING) {
        return new Creation.Taken();
      }
      remove(old.get());
    }
    Optional<TenantEntry> begun = begin(spec);
    return begun.isPresent() ? createOnNode(begun.get(), seed) : new Creation.Taken();
  }

  private Optional<TenantEntry> begin(NamespaceSpec spec) {
    var tenant =
        new TenantRecord(
            spec.namespace(), NamespaceId.random(), node, Lifecycle.CREATING, spec.limits());
    return registry.begin(
        tenant,
        new Profile(spec.owner(), spec.plan(), spec.isProtected()),
        new SchemaState(spec.schemaSet(), 0));
  }

  private Creation createOnNode(TenantEntry entry, Seed seed)
      throws NodeFailedException, SeedException {
    int version;
    try {
      version = seeds.make(entry.id(), seed, entry.schema().set());
    } catch (NodeFailedException | SeedException e) {
      removeAfter(e, entry);
      throw e;
    }
    var made = entry.with(new SchemaState(entry.schema().set(), version));
    if (!registry.activate(made)) {
      remove(entry);
      return new Creation.Busy();
    }
    log.atInfo().addKeyValue("tenant", entry.namespace()).log("namespace created");
    return registry
        .entry(entry.namespace())
        .<Creation>map(Creation.Created::new)
        .orElseGet(Creation.Busy::new);
  }

  private void removeAfter(Exception failure, TenantEntry entry) {
    try {
      remove(entry);
    } catch (NodeFailedException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Makes a namespace that is never served, lets it be used, and ends it with its data. One that a
   * kill leaves behind is half made, and goes the way of all those.
   */
  public <T> T inScratch(Seed seed, ScratchUse<T> use)
      throws NodeFailedException, SeedException, IOException {
    var name = new Namespace(SCRATCH + NamespaceId.random());
    underWay.add(name);
    try {
      TenantEntry entry = beginScratch(NamespaceSpec.of(name));
      T result;
      try {
        int _ = seeds.make(entry.id(), seed, Optional.empty());
        result = use.of(entry.id());
      } catch (NodeFailedException | SeedException | IOException | RuntimeException e) {
        removeAfter(e, entry);
        throw e;
      }
      remove(entry);
      return result;
    } finally {
      underWay.remove(name);
    }
  }

  private TenantEntry beginScratch(NamespaceSpec spec) {
    return begin(spec).orElseThrow(() -> new IllegalStateException("a random name is another's"));
  }

  /**
   * Makes a namespace out of a backup and opens it by its name only when it is whole and checked.
   * The one that has the name until then goes to the trash in the same moment.
   */
  public Creation replace(Replacement order) {
    Namespace place = order.spec().namespace();
    if (!underWay.add(place)) {
      return new Creation.Busy();
    }
    var scratch = new Namespace(SCRATCH + NamespaceId.random());
    underWay.add(scratch);
    try {
      return replaceAlone(order, scratch);
    } catch (NodeFailedException e) {
      warn(place, "restoring", e);
      return new Creation.NodeFailed();
    } catch (SeedException e) {
      return new Creation.Refused(e.fault());
    } finally {
      underWay.remove(scratch);
      underWay.remove(place);
    }
  }

  private Creation replaceAlone(Replacement order, Namespace scratch)
      throws NodeFailedException, SeedException {
    Optional<TenantEntry> old = registry.entry(order.spec().namespace());
    if (old.isPresent() && !order.mayReplace().test(old.get())) {
      return new Creation.Taken();
    }
    if (old.filter(entry -> isUnfinished(entry) || entry.state() == Lifecycle.MOVING).isPresent()) {
      return new Creation.Busy();
    }
    TenantEntry begun = beginScratch(order.spec().named(scratch));
    try {
      int version = seeds.make(begun.id(), order.seed(), order.spec().schemaSet());
      boolean _ = order.check().of(begun.id());
      var whole =
          begun
              .with(new SchemaState(begun.schema().set(), version))
              .allotted(old.flatMap(entry -> entry.tenant().quota()));
      Optional<TenantEntry> opened = registry.supersede(order.step(old, whole));
      if (opened.isEmpty()) {
        remove(begun);
        return new Creation.Busy();
      }
      log.atInfo().addKeyValue("tenant", order.spec().namespace()).log("namespace restored");
      return new Creation.Created(opened.get());
    } catch (NodeFailedException | SeedException e) {
      removeAfter(e, begun);
      throw e;
    } catch (IOException e) {
      var failure = new NodeFailedException(String.valueOf(e.getMessage()), e);
      removeAfter(failure, begun);
      throw failure;
    }
  }

  /** Deletes a namespace with its data, or goes on with a deletion that broke off. */
  public Deletion delete(Namespace namespace) {
    return delete(namespace, entry -> true);
  }

  /** Deletes a namespace with its data where it is still what the caller means. */
  public Deletion delete(Namespace namespace, Predicate<TenantEntry> meant) {
    if (!underWay.add(namespace)) {
      return new Deletion.Busy();
    }
    try {
      return deleteAlone(namespace, meant);
    } catch (NodeFailedException e) {
      warn(namespace, "deleting", e);
      return new Deletion.NodeFailed();
    } finally {
      underWay.remove(namespace);
    }
  }

  private Deletion deleteAlone(Namespace namespace, Predicate<TenantEntry> meant)
      throws NodeFailedException {
    Optional<TenantEntry> found = registry.entry(namespace);
    if (found.isEmpty()) {
      return new Deletion.Unknown();
    }
    TenantEntry entry = found.get();
    if (!meant.test(entry)) {
      return new Deletion.Outdated();
    }
    if (entry.profile().isProtected() && !isUnfinished(entry)) {
      return new Deletion.Protected();
    }
    boolean isClosed =
        switch (entry.state()) {
          case ACTIVE, SUSPENDED, TRASHED -> registry.beginDeletion(entry);
          case CREATING, DELETING -> true;
          case MOVING -> false;
        };
    if (!isClosed) {
      return new Deletion.Busy();
    }
    remove(entry);
    log.atInfo().addKeyValue("tenant", namespace).log("namespace deleted");
    return new Deletion.Deleted();
  }

  /** Ends the data of a namespace of which the registry knows that it is no more. */
  void clear(NamespaceId gone) throws NodeFailedException {
    sqld.delete(gone);
  }

  /**
   * Removes what a broken creation or deletion left behind, or answers false where there is nothing
   * of it, or someone is at work on that name.
   */
  boolean settle(Namespace namespace) throws NodeFailedException {
    if (!underWay.add(namespace)) {
      return false;
    }
    try {
      Optional<TenantEntry> entry = registry.entry(namespace).filter(this::isUnfinished);
      if (entry.isPresent()) {
        remove(entry.get());
      }
      return entry.isPresent();
    } finally {
      underWay.remove(namespace);
    }
  }

  private boolean isUnfinished(TenantEntry entry) {
    return entry.state() == Lifecycle.CREATING || entry.state() == Lifecycle.DELETING;
  }

  private void remove(TenantEntry entry) throws NodeFailedException {
    sqld.delete(entry.id());
    registry.bury(entry);
  }

  private static void warn(Namespace namespace, String what, NodeFailedException failure) {
    log.atWarn()
        .addKeyValue("tenant", namespace)
        .setCause(failure)
        .log("{} a namespace failed on sqld", what);
  }
}
