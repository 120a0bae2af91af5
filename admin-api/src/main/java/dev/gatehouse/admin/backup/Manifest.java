package dev.gatehouse.admin.backup;

import dev.gatehouse.admin.load.ContentSum;
import dev.gatehouse.admin.registry.Owner;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.vault.SealedFile;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a backup holds. It is written last: without it there is no backup.
 *
 * @param format the version of this form
 * @param id names the backup
 * @param begunAt when it began
 * @param endedAt when it was whole
 * @param gatehouse the version that made it
 * @param registry the copy of the registry
 * @param namespaces the namespaces that are in it
 * @param failures those that should be and are not
 */
public record Manifest(
    int format,
    String id,
    Instant begunAt,
    Instant endedAt,
    String gatehouse,
    SealedFile registry,
    List<Saved> namespaces,
    List<Failure> failures) {
  /** The form that this program writes, and the newest that it reads. */
  public static final int FORMAT = 1;

  public Manifest {
    namespaces = List.copyOf(namespaces);
    failures = List.copyOf(failures);
  }

  /** Whether every namespace there was is in it. */
  public boolean isComplete() {
    return failures.isEmpty();
  }

  /**
   * A namespace as it was at one moment.
   *
   * @param name its name
   * @param id what sqld called it
   * @param origin what it was at first, where it came out of a backup itself; else its id
   * @param about what operators said of it
   * @param content its rows and schema as SQL text
   * @param sum what that comes to
   * @param takenAt the moment
   */
  public record Saved(
      String name,
      String id,
      String origin,
      About about,
      SealedFile content,
      ContentSum sum,
      Instant takenAt) {

    public Namespace namespace() {
      return new Namespace(name);
    }

    NamespaceId namespaceId() {
      return new NamespaceId(id);
    }
  }

  /** What operators said of a namespace. */
  public record About(
      @Nullable String owner,
      @Nullable String email,
      @Nullable String plan,
      @Nullable String schemaSet) {

    static About of(TenantEntry entry) {
      return new About(
          entry.owner().user().orElse(null),
          entry.owner().email().orElse(null),
          entry.profile().plan().orElse(null),
          entry.schema().set().orElse(null));
    }

    Owner someone() {
      return new Owner(Optional.ofNullable(owner), Optional.ofNullable(email));
    }
  }

  /** A namespace that could not be saved, and why. */
  public record Failure(String name, String id, String reason) {}
}
