package dev.gatehouse.admin.audit;

import dev.gatehouse.admin.registry.AuditEntry;
import dev.gatehouse.admin.registry.AuditQuery;
import dev.gatehouse.admin.registry.AuditStore;
import dev.gatehouse.admin.registry.RegistryException;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The list of everything that was changed. */
public final class AuditLog implements AuditTrail {
  private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
  private static final long ENTRIES_KEPT = 1_000_000;

  private final AuditStore store;
  private final InstantSource clock;

  public AuditLog(AuditStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Who asked for a change.
   *
   * @param actor the id of a key, or {@code root}
   * @param label what the key is called
   * @param address from where
   */
  public record Asker(String actor, String label, String address) {}

  @Override
  public void note(String actor, String action, String target) {
    note(new Asker(actor, "", ""), action, target, "done");
  }

  /** Notes what an operator did or tried; never fails. */
  public void note(Asker asker, String action, String target, String outcome) {
    var entry =
        new AuditEntry(
            0,
            clock.instant(),
            asker.actor(),
            asker.label(),
            action,
            target,
            outcome,
            asker.address());
    try {
      store.add(entry);
    } catch (RegistryException e) {
      log.atError()
          .addKeyValue("actor", asker.actor())
          .addKeyValue("action", action)
          .addKeyValue("target", target)
          .addKeyValue("outcome", outcome)
          .setCause(e)
          .log("a change is missing in the audit log");
    }
  }

  public List<AuditEntry> page(AuditQuery query) {
    return store.page(query);
  }

  /** Forgets the oldest where there are very many. */
  public void prune() {
    store.prune(ENTRIES_KEPT);
  }
}
