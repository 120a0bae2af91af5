package dev.gatehouse.tenancy;

import java.util.Optional;
import java.util.function.Consumer;

/** Where the data plane looks tenants up. */
public interface NamespaceDirectory {

  /** The record of a namespace; may block. */
  Optional<TenantRecord> find(Namespace namespace);

  /** Calls the listener, on any thread, after each change to a namespace. */
  void onChange(Consumer<Namespace> listener);
}
