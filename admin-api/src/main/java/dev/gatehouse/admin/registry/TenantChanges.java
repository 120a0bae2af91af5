package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Quota;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What operators do to a namespace that is there. Each change is made to the version that the
 * caller has seen, where it says which; otherwise to the newest.
 */
public final class TenantChanges {
  private static final int TRIES_MAX = 8;

  private final TenantRegistry registry;
  private final Duration trashPeriod;

  public TenantChanges(TenantRegistry registry, Duration trashPeriod) {
    this.registry = registry;
    this.trashPeriod = trashPeriod;
  }

  /** How long what is deleted stays in the trash. */
  public Duration trashPeriod() {
    return trashPeriod;
  }

  /** Either the entry as it shall be, or why not. */
  private sealed interface Step {
    record To(TenantEntry next) implements Step {}

    record No(Change why) implements Step {}
  }

  /** Changes what is said of a namespace, its limits and its quota. */
  public Change edit(
      Namespace namespace,
      Optional<TenantVersion> seen,
      UnaryOperator<Profile> profile,
      UnaryOperator<Optional<Limits>> limits,
      UnaryOperator<Optional<Quota>> quota) {
    return change(
        namespace,
        seen,
        entry ->
            switch (entry.state()) {
              case ACTIVE, SUSPENDED, MOVING ->
                  new Step.To(
                      entry
                          .with(profile.apply(entry.profile()))
                          .limited(limits.apply(entry.tenant().limits()))
                          .allotted(quota.apply(entry.tenant().quota())));
              case CREATING, TRASHED, DELETING -> wrongState(entry);
            });
  }

  /** Serves a namespace no more until it is resumed, or gives another reason for that. */
  public Change suspend(Namespace namespace, Optional<TenantVersion> seen, String reason) {
    return change(
        namespace,
        seen,
        entry ->
            switch (entry.state()) {
              case ACTIVE, SUSPENDED ->
                  new Step.To(
                      entry.in(
                          Lifecycle.SUSPENDED,
                          new Standing(Optional.of(reason), Optional.empty())));
              case CREATING, MOVING, TRASHED, DELETING -> wrongState(entry);
            });
  }

  /** Serves a suspended namespace again; one that is served stays as it is. */
  public Change resume(Namespace namespace, Optional<TenantVersion> seen) {
    return change(
        namespace,
        seen,
        entry ->
            switch (entry.state()) {
              case ACTIVE -> new Step.No(new Change.Done(entry));
              case SUSPENDED -> new Step.To(entry.in(Lifecycle.ACTIVE, Standing.GOOD));
              case CREATING, MOVING, TRASHED, DELETING -> wrongState(entry);
            });
  }

  /** Puts a namespace into the trash, with its data and its name; one in the trash stays there. */
  public Change trash(Namespace namespace, Optional<TenantVersion> seen) {
    return change(
        namespace,
        seen,
        entry ->
            switch (entry.state()) {
              case ACTIVE, SUSPENDED ->
                  entry.profile().isProtected()
                      ? new Step.No(new Change.Protected())
                      : new Step.To(trashed(entry));
              case TRASHED -> new Step.No(new Change.Done(entry));
              case CREATING, MOVING, DELETING -> wrongState(entry);
            });
  }

  private TenantEntry trashed(TenantEntry entry) {
    var standing =
        new Standing(
            entry.standing().suspendedReason(), Optional.of(registry.now().plus(trashPeriod)));
    return entry.in(Lifecycle.TRASHED, standing);
  }

  /** Takes a namespace out of the trash, suspended where it was that before. */
  public Change restore(Namespace namespace, Optional<TenantVersion> seen) {
    return change(
        namespace,
        seen,
        entry ->
            switch (entry.state()) {
              case TRASHED -> new Step.To(restored(entry));
              case ACTIVE, SUSPENDED, CREATING, MOVING, DELETING -> wrongState(entry);
            });
  }

  private static TenantEntry restored(TenantEntry entry) {
    Optional<String> reason = entry.standing().suspendedReason();
    return entry.in(
        reason.isPresent() ? Lifecycle.SUSPENDED : Lifecycle.ACTIVE,
        new Standing(reason, Optional.empty()));
  }

  private static Step wrongState(TenantEntry entry) {
    return new Step.No(new Change.WrongState(entry.state()));
  }

  private Change change(
      Namespace namespace, Optional<TenantVersion> seen, Function<TenantEntry, Step> step) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Optional<TenantEntry> found = registry.entry(namespace);
      if (found.isEmpty()) {
        return new Change.Unknown();
      }
      if (seen.isPresent() && !seen.get().equals(found.get().version())) {
        return new Change.Outdated();
      }
      switch (step.apply(found.get())) {
        case Step.No(Change why) -> {
          return why;
        }
        case Step.To(TenantEntry next) -> {
          Optional<TenantEntry> done = registry.replace(next);
          if (done.isPresent()) {
            return new Change.Done(done.get());
          }
        }
      }
    }
    return new Change.Busy();
  }
}
