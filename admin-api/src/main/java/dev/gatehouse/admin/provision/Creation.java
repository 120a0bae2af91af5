package dev.gatehouse.admin.provision;

import dev.gatehouse.admin.registry.TenantEntry;

/** How an attempt to create a namespace ended. */
public sealed interface Creation {

  /** It is there and served. */
  record Created(TenantEntry entry) implements Creation {}

  /** A living namespace has the name. */
  record Taken() implements Creation {}

  /** Someone else is creating or deleting a namespace of this name right now. */
  record Busy() implements Creation {}

  /** It cannot begin with what was asked for; nothing of it is left. */
  record Refused(SeedFault fault) implements Creation {}

  /** The sqld failed; nothing of the namespace is served. */
  record NodeFailed() implements Creation {}
}
