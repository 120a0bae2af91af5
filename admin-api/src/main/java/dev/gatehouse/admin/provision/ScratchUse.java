package dev.gatehouse.admin.provision;

import dev.gatehouse.tenancy.NamespaceId;
import java.io.IOException;

/** What is done with a namespace that nobody is served from. */
public interface ScratchUse<T> {
  T of(NamespaceId id) throws IOException, SeedException;
}
