package dev.gatehouse.app;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceDirectory;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.Usage;
import dev.gatehouse.tenancy.UsageMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A namespace of Gatehouse's own, on which it tries whether tenants are served. The registry does
 * not know it, so nobody can list, change or meter it, and its name is as hard to guess as a key.
 */
final class Canary {
  private final NamespaceId id;
  private final Namespace namespace;

  private Canary(NamespaceId id) {
    this.id = id;
    this.namespace = new Namespace("canary-" + id.value());
  }

  /** The one of this data folder, whichever process uses it. */
  static Canary of(DataFolder folder) throws StartException {
    Path file = folder.canary();
    try {
      Optional<NamespaceId> known =
          Files.exists(file) ? NamespaceId.parse(Files.readString(file).strip()) : Optional.empty();
      if (known.isEmpty()) {
        known = Optional.of(NamespaceId.random());
        Files.writeString(file, known.get().value() + "\n");
      }
      return new Canary(known.get());
    } catch (IOException e) {
      throw new StartException("cannot use the file " + file + ": " + e.getMessage(), e);
    }
  }

  NamespaceId id() {
    return id;
  }

  Namespace namespace() {
    return namespace;
  }

  /** The directory with this one in it. */
  NamespaceDirectory in(NamespaceDirectory tenants) {
    var record =
        new TenantRecord(
            namespace, id, ControlPlaneAssembly.NODE, Lifecycle.ACTIVE, Optional.empty());
    return new NamespaceDirectory() {
      @Override
      public Optional<TenantRecord> find(Namespace wanted) {
        return wanted.equals(namespace) ? Optional.of(record) : tenants.find(wanted);
      }

      @Override
      public void onChange(Consumer<Namespace> listener) {
        tenants.onChange(listener);
      }
    };
  }

  /** The meter that does not see this one. */
  UsageMeter unseenBy(UsageMeter meter) {
    return new UsageMeter() {
      @Override
      public void count(TenantRecord tenant, Usage usage) {
        if (!tenant.id().equals(id)) {
          meter.count(tenant, usage);
        }
      }

      @Override
      public Optional<String> warningTo(TenantRecord tenant) {
        return meter.warningTo(tenant);
      }

      @Override
      public Health health() {
        return meter.health();
      }
    };
  }
}
