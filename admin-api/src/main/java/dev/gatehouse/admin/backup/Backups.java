package dev.gatehouse.admin.backup;

import dev.gatehouse.admin.audit.AuditLog.Asker;
import dev.gatehouse.admin.backup.Retention.Candidate;
import dev.gatehouse.admin.registry.RegistryException;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.admin.vault.VaultException.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backups of this Gatehouse: one is made at a time, by order or by the clock. */
public final class Backups implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Backups.class);
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
  private static final Duration RETRY = Duration.ofMinutes(15);
  private static final Asker CLOCK = new Asker("schedule", "", "");

  private final BackupSite site;
  private final Vault vault;
  private final BackupPlan plan;
  private final InstantSource clock;
  private final StopFlag stop = new StopFlag();
  private final ReentrantReadWriteLock contents = new ReentrantReadWriteLock();
  private @Nullable Thread runner;
  private volatile BackupState state = BackupState.UNKNOWN;
  private volatile @Nullable BackupProgress running;

  public Backups(BackupSite site, Vault vault, BackupPlan plan, InstantSource clock) {
    this.site = site;
    this.vault = vault;
    this.plan = plan;
    this.clock = clock;
  }

  /** Begins a backup and comes back; nothing where one is under way. */
  public synchronized Optional<BackupProgress> begin(Asker asker) {
    if (running != null || stop.isRaised()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    int some = ThreadLocalRandom.current().nextInt(0x1000, 0x10000);
    var progress = new BackupProgress(ID.format(now) + "-" + Integer.toHexString(some), now);
    running = progress;
    runner = Thread.ofVirtual().name("backup").start(() -> run(progress, asker));
    return Optional.of(progress);
  }

  private void run(BackupProgress progress, Asker asker) {
    try {
      String outcome = attempt(progress);
      site.audit().note(asker, "back up", progress.id(), outcome);
    } finally {
      running = null;
      progress.end();
    }
  }

  private String attempt(BackupProgress progress) {
    try {
      Manifest manifest = new BackupRun(site, vault, clock, stop, progress).run(plan.parallelMax());
      state = state.after(manifest);
      log.atInfo()
          .addKeyValue("backup", manifest.id())
          .addKeyValue("namespaces", manifest.namespaces().size())
          .addKeyValue("failures", manifest.failures().size())
          .log("backed up");
      retain();
      return manifest.isComplete() ? "complete" : "incomplete";
    } catch (IOException | RegistryException e) {
      return failed(progress, reason(e), e);
    } catch (RuntimeException e) {
      return failed(progress, "a fault of Gatehouse, see its log", e);
    }
  }

  private String failed(BackupProgress progress, String why, Exception e) {
    state = state.afterFailure(why, progress.begunAt(), clock.instant());
    log.atError().addKeyValue("backup", progress.id()).setCause(e).log("a backup failed");
    return "failed";
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** Removes the backups that need not be kept, and the contents that no backup names. */
  private void retain() throws IOException {
    contents.writeLock().lock();
    try (var _ = vault.lock()) {
      List<Manifests.Found> found = new Manifests(vault).all();
      var readable =
          found.stream()
              .filter(Manifests.Found.Legible.class::isInstance)
              .map(one -> ((Manifests.Found.Legible) one).manifest())
              .toList();
      Set<String> kept =
          Retention.kept(
              readable.reversed().stream()
                  .map(one -> new Candidate(one.id(), one.begunAt(), one.isComplete()))
                  .toList(),
              plan.dailyMax(),
              plan.weeklyMax());
      var named = new HashSet<String>();
      for (Manifest one : readable) {
        if (kept.contains(one.id())) {
          named.add(one.registry().id());
          one.namespaces().forEach(saved -> named.add(saved.content().id()));
        } else {
          vault.remove(one.id());
        }
      }
      if (found.stream().anyMatch(Backups::isDamaged)) {
        log.warn("a manifest is damaged, so nothing is removed that it may name");
        return;
      }
      int removed = vault.sweep(named);
      log.atDebug().addKeyValue("files", removed).log("removed what no backup names");
    } finally {
      contents.writeLock().unlock();
    }
  }

  /** What another key sealed names nothing that this one did. */
  private static boolean isDamaged(Manifests.Found found) {
    return found instanceof Manifests.Found.Unreadable(_, var why)
        && why.fault() != Fault.OTHER_KEY;
  }

  /** Makes a backup where it is time for one. */
  public void tick() {
    if (!state.isKnown()) {
      look();
    }
    if (running != null || plan.every().isEmpty()) {
      return;
    }
    Duration every = plan.every().get();
    Duration retry = every.compareTo(RETRY) < 0 ? every : RETRY;
    if (!clock.instant().isBefore(state.next(every, retry))) {
      var _ = begin(CLOCK);
    }
  }

  private void look() {
    try {
      List<Manifest> newestFirst = new Manifests(vault).readable();
      state = state.of(newestFirst);
    } catch (IOException e) {
      state = state.afterFailure(reason(e), Instant.EPOCH, clock.instant());
      log.atError().setCause(e).log("the backups there are cannot be seen");
    }
  }

  /** How the backups stand. */
  public BackupState state() {
    return state;
  }

  public Optional<BackupProgress> running() {
    return Optional.ofNullable(running);
  }

  /** All backups, the newest first. */
  public List<Manifests.Found> all() throws IOException {
    return new Manifests(vault).all().reversed();
  }

  public Manifest find(String id) throws IOException {
    return new Manifests(vault).read(id);
  }

  /** Brings one namespace back. */
  public NamespaceRestore.Outcome restore(NamespaceRestore.Order order) throws IOException {
    contents.readLock().lock();
    try {
      return new NamespaceRestore(site, vault, stop).restore(order);
    } finally {
      contents.readLock().unlock();
    }
  }

  /** Where they lie. */
  public Path folder() {
    return vault.folder();
  }

  /** Gives up what is under way; what counts already stays. */
  @Override
  public void close() {
    stop.raise();
    Thread last;
    synchronized (this) {
      last = runner;
    }
    if (last != null) {
      try {
        last.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
