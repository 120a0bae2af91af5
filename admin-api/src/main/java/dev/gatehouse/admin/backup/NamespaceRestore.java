package dev.gatehouse.admin.backup;

import dev.gatehouse.admin.backup.Manifest.Saved;
import dev.gatehouse.admin.provision.Creation;
import dev.gatehouse.admin.provision.NamespaceSpec;
import dev.gatehouse.admin.provision.Replacement;
import dev.gatehouse.admin.provision.Seed;
import dev.gatehouse.admin.provision.SeedException;
import dev.gatehouse.admin.provision.SeedFault;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.vault.Role;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Brings one namespace out of a backup, by its own name or another. */
public final class NamespaceRestore {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);
  private static final int NAME_CHARS_MAX = 38;

  private final BackupSite site;
  private final Vault vault;
  private final StopFlag stop;

  NamespaceRestore(BackupSite site, Vault vault, StopFlag stop) {
    this.site = site;
    this.vault = vault;
    this.stop = stop;
  }

  /**
   * What is wanted.
   *
   * @param backup the id of a backup, empty for the newest that has it
   * @param namespace what it was called then
   * @param as what it shall be called, empty for the same
   * @param trashPeriod how long the one whose place it takes stays in the trash
   * @param now the time
   */
  public record Order(
      Optional<String> backup,
      Namespace namespace,
      Optional<Namespace> as,
      Duration trashPeriod,
      Instant now) {
    Namespace target() {
      return as.orElse(namespace);
    }
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** It was tried. */
    record Tried(Creation creation) implements Outcome {}

    /** No backup has it. */
    record NotThere() implements Outcome {}

    /** What has the name now was never what is in the backup. */
    record AnotherDatabase() implements Outcome {}
  }

  Outcome restore(Order order) throws IOException {
    Optional<Saved> found = find(order);
    if (found.isEmpty()) {
      return new Outcome.NotThere();
    }
    Saved saved = found.get();
    Optional<TenantEntry> living = site.registry().entry(order.target());
    if (living.filter(entry -> !isSame(entry, saved)).isPresent()) {
      return order.as().isPresent()
          ? new Outcome.Tried(new Creation.Taken())
          : new Outcome.AnotherDatabase();
    }
    return new Outcome.Tried(site.provisioner().replace(replacement(order, saved, living)));
  }

  private Optional<Saved> find(Order order) throws IOException {
    var manifests = new Manifests(vault);
    if (order.backup().isPresent()) {
      return in(manifests.read(order.backup().get()), order.namespace());
    }
    return manifests.readable().stream()
        .flatMap(one -> in(one, order.namespace()).stream())
        .findFirst();
  }

  private static Optional<Saved> in(Manifest manifest, Namespace namespace) {
    return manifest.namespaces().stream()
        .filter(one -> one.name().equals(namespace.name()))
        .findFirst();
  }

  /** Whether a namespace is what was saved, then or after other restores. */
  private boolean isSame(TenantEntry entry, Saved saved) {
    return site.registry().origin(entry.id()).value().equals(saved.origin());
  }

  private Replacement replacement(Order order, Saved saved, Optional<TenantEntry> living) {
    boolean isItself = order.as().isEmpty();
    return new Replacement(
        living.map(NamespaceRestore::like).orElseGet(() -> spec(order.target(), saved)),
        new Seed.Stored(() -> stop.over(vault.open(saved.content(), Role.NAMESPACE))),
        id -> check(id, saved),
        entry -> isItself && isSame(entry, saved),
        new Replacement.Aside(
            aside(order.target(), order.now()), order.now().plus(order.trashPeriod())),
        isItself ? Optional.of(new NamespaceId(saved.origin())) : Optional.empty());
  }

  private static NamespaceSpec like(TenantEntry entry) {
    return new NamespaceSpec(
        entry.namespace(),
        entry.owner(),
        entry.profile().plan(),
        entry.tenant().limits(),
        entry.profile().isProtected(),
        entry.schema().set());
  }

  private static NamespaceSpec spec(Namespace target, Saved saved) {
    return new NamespaceSpec(
        target,
        saved.about().someone(),
        Optional.ofNullable(saved.about().plan()),
        Optional.empty(),
        false,
        Optional.ofNullable(saved.about().schemaSet()));
  }

  private static Namespace aside(Namespace name, Instant now) {
    String start = name.name().substring(0, Math.min(NAME_CHARS_MAX, name.name().length()));
    return new Namespace(start + "-before-" + STAMP.format(now));
  }

  private boolean check(NamespaceId id, Saved saved) throws IOException, SeedException {
    String difference = NamespaceSaver.difference(site.reading(), id, saved.sum(), stop);
    if (!difference.isEmpty()) {
      throw new SeedException(
          new SeedFault(
              SeedFault.Kind.CONTENT, "it does not come back as it was: " + difference, "", 0, 0));
    }
    return true;
  }
}
