package dev.gatehouse.admin.registry;

import java.util.List;

/** Where the audit log is kept. */
public interface AuditStore {

  /** Adds an entry at the end; its own id does not matter. */
  void add(AuditEntry entry);

  List<AuditEntry> page(AuditQuery query);

  /** Forgets all but the newest entries. */
  int prune(long entriesKept);
}
