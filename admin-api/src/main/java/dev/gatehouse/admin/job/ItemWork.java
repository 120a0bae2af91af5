package dev.gatehouse.admin.job;

import dev.gatehouse.admin.provision.Creation;
import dev.gatehouse.admin.provision.Deletion;
import dev.gatehouse.admin.provision.NamespaceProvisioner;
import dev.gatehouse.admin.provision.NamespaceSpec;
import dev.gatehouse.admin.provision.Seed;
import dev.gatehouse.admin.provision.SeedNode;
import dev.gatehouse.admin.registry.Job;
import dev.gatehouse.admin.registry.JobItem;
import dev.gatehouse.admin.registry.SchemaState;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.schema.SchemaApplier;
import dev.gatehouse.admin.schema.SchemaException;
import dev.gatehouse.admin.schema.SchemaSet;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.sqld.SqldException;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of a job on one namespace. */
public final class ItemWork {
  private static final Logger log = LoggerFactory.getLogger(ItemWork.class);
  private static final int TRIES_MAX = 8;

  private final TenantRegistry registry;
  private final NamespaceProvisioner provisioner;
  private final SeedNode node;
  private final SchemaApplier applier;

  public ItemWork(
      TenantRegistry registry,
      NamespaceProvisioner provisioner,
      SeedNode node,
      SchemaApplier applier) {
    this.registry = registry;
    this.provisioner = provisioner;
    this.node = node;
    this.applier = applier;
  }

  JobItem run(Job.Order order, SchemaSet set, JobItem item) {
    Optional<TenantEntry> entry =
        registry.entry(item.namespace()).filter(found -> found.id().equals(item.id()));
    if (entry.filter(ItemWork::canChange).isEmpty()) {
      return item.ended(JobItem.State.SKIPPED, "the namespace is not there, or not to be changed");
    }
    try {
      if (order.isDryRun()) {
        return onCopy(order, set, item);
      }
      record(item, set, apply(item.id(), order, set));
      return item.ended(JobItem.State.DONE, "");
    } catch (SchemaException e) {
      return item.ended(JobItem.State.FAILED, e.sentence());
    } catch (SqldException e) {
      return item.ended(JobItem.State.FAILED, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      log.atError().addKeyValue("tenant", item.namespace()).setCause(e).log("a job failed");
      return item.ended(JobItem.State.FAILED, "a fault of Gatehouse, see its log");
    }
  }

  private static boolean canChange(TenantEntry entry) {
    return switch (entry.state()) {
      case ACTIVE, SUSPENDED -> true;
      case CREATING, MOVING, TRASHED, DELETING -> false;
    };
  }

  private int apply(NamespaceId id, Job.Order order, SchemaSet set)
      throws SqldException, SchemaException {
    try (SqlSession session = node.open(id)) {
      return applier.apply(session, set, order.version());
    }
  }

  private void record(JobItem item, SchemaSet set, int version) {
    var state = new SchemaState(Optional.of(set.name()), version);
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Optional<TenantEntry> entry =
          registry.entry(item.namespace()).filter(found -> found.id().equals(item.id()));
      if (entry.isEmpty()
          || entry.get().schema().equals(state)
          || registry.replace(entry.get().with(state)).isPresent()) {
        return;
      }
    }
  }

  /** The name of a copy tells of what it is: one that a kill left behind is found again. */
  private JobItem onCopy(Job.Order order, SchemaSet set, JobItem item)
      throws SqldException, SchemaException {
    var copy = new Namespace("dry-run-" + item.id());
    remove(copy);
    var seed = new Seed.ForkOf(item.namespace(), Optional.empty());
    if (!(provisioner.create(NamespaceSpec.of(copy), seed) instanceof Creation.Created(var made))) {
      return item.ended(JobItem.State.FAILED, "no copy could be made for the dry run");
    }
    try {
      int _ = apply(made.id(), order, set);
      return item.ended(JobItem.State.DONE, "");
    } finally {
      remove(copy);
    }
  }

  private void remove(Namespace copy) {
    switch (provisioner.delete(copy)) {
      case Deletion.Deleted _, Deletion.Unknown _ -> {}
      default -> log.atWarn().addKeyValue("tenant", copy).log("a copy for a dry run stays");
    }
  }
}
