package dev.gatehouse.admin.backup;

import dev.gatehouse.admin.backup.Manifest.Failure;
import dev.gatehouse.admin.backup.Manifest.Saved;
import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.provision.SeedException;
import dev.gatehouse.admin.registry.RegistryException;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantQuery;
import dev.gatehouse.admin.vault.Draft;
import dev.gatehouse.admin.vault.Role;
import dev.gatehouse.admin.vault.SealedFile;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.admin.vault.VaultException;
import dev.gatehouse.admin.vault.VaultException.Fault;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One backup, from its first read to its manifest. A namespace that fails is tried once more; a
 * folder that takes no more ends all.
 */
final class BackupRun {
  private static final Logger log = LoggerFactory.getLogger(BackupRun.class);
  private static final int PAGE = 1_000;

  private final BackupSite site;
  private final Vault vault;
  private final InstantSource clock;
  private final StopFlag stop;
  private final BackupProgress progress;
  private final Map<String, Saved> before = new HashMap<>();
  private final Map<String, Saved> saved = new ConcurrentHashMap<>();
  private final AtomicReference<Optional<VaultException>> broken =
      new AtomicReference<>(Optional.empty());

  private final AtomicReference<Optional<Error>> fatal = new AtomicReference<>(Optional.empty());

  BackupRun(
      BackupSite site, Vault vault, InstantSource clock, StopFlag stop, BackupProgress progress) {
    this.site = site;
    this.vault = vault;
    this.clock = clock;
    this.stop = stop;
    this.progress = progress;
  }

  Manifest run(int parallelMax) throws IOException {
    vault.prepare();
    try (var _ = vault.lock()) {
      vault.clearDrafts();
      return runAlone(parallelMax);
    }
  }

  private Manifest runAlone(int parallelMax) throws IOException {
    var manifests = new Manifests(vault);
    for (Manifest earlier : manifests.readable().reversed()) {
      earlier.namespaces().forEach(one -> before.put(one.id(), one));
    }
    List<TenantEntry> entries = entries();
    progress.expect(entries.size());
    SealedFile registry = registry();
    Map<TenantEntry, String> failed = saveAll(entries, parallelMax);
    progress.failed(failed.size());
    if (!failed.isEmpty()) {
      failed = saveAll(List.copyOf(failed.keySet()), 1);
    }
    var failures = new ArrayList<Failure>();
    failed.forEach(
        (entry, reason) ->
            failures.add(new Failure(entry.namespace().name(), entry.id().value(), reason)));
    progress.failed(failures.size());
    var manifest =
        new Manifest(
            Manifest.FORMAT,
            progress.id(),
            progress.begunAt(),
            clock.instant(),
            site.version(),
            registry,
            inOrder(entries),
            failures);
    manifests.publish(manifest);
    return manifest;
  }

  private List<Saved> inOrder(List<TenantEntry> entries) {
    return entries.stream()
        .flatMap(entry -> Optional.ofNullable(saved.get(entry.id().value())).stream())
        .toList();
  }

  private List<TenantEntry> entries() {
    var entries = new ArrayList<TenantEntry>();
    Optional<Namespace> after = Optional.empty();
    List<TenantEntry> page;
    do {
      page = site.registry().page(new TenantQuery("", after, PAGE));
      for (TenantEntry entry : page) {
        if (isSaved(entry.state())) {
          entries.add(entry);
        }
        after = Optional.of(entry.namespace());
      }
    } while (page.size() == PAGE);
    return entries;
  }

  private static boolean isSaved(Lifecycle state) {
    return switch (state) {
      case ACTIVE, SUSPENDED, MOVING, TRASHED -> true;
      case CREATING, DELETING -> false;
    };
  }

  private SealedFile registry() throws IOException {
    Path copy = site.spool().newFile();
    SealedFile file;
    try (Draft draft = vault.draft(Role.REGISTRY)) {
      site.file().copyTo(copy);
      long _ = Files.copy(copy, stop.over(draft.content()));
      file = draft.finish();
    } finally {
      Files.deleteIfExists(copy);
    }
    try (var written = vault.openDraft(file, Role.REGISTRY)) {
      long _ = written.transferTo(OutputStream.nullOutputStream());
    }
    vault.keep(file);
    return file;
  }

  private Map<TenantEntry, String> saveAll(List<TenantEntry> entries, int parallelMax)
      throws IOException {
    var saver = new NamespaceSaver(site, vault, clock, stop);
    var failed = new ConcurrentHashMap<TenantEntry, String>();
    var left = new ConcurrentLinkedQueue<>(entries);
    var places = new Semaphore(parallelMax);
    try (var workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("backup-", 0).factory())) {
      for (TenantEntry next = left.poll(); next != null; next = left.poll()) {
        TenantEntry entry = next;
        places.acquireUninterruptibly();
        if (stop.isRaised() || broken.get().isPresent() || fatal.get().isPresent()) {
          break;
        }
        workers.execute(
            () -> {
              try {
                save(saver, entry).ifPresent(reason -> failed.put(entry, reason));
              } catch (Error e) {
                fatal.set(Optional.of(e));
              } finally {
                places.release();
              }
            });
      }
    }
    stop.check();
    if (fatal.get().isPresent()) {
      throw fatal.get().get();
    }
    if (broken.get().isPresent()) {
      throw broken.get().get();
    }
    return failed;
  }

  /** Saves one, or says why it could not be. */
  private Optional<String> save(NamespaceSaver saver, TenantEntry entry) {
    try {
      var result = saver.save(entry, Optional.ofNullable(before.get(entry.id().value())));
      saved.put(entry.id().value(), result.saved());
      progress.saved(result.isUnchanged());
      return Optional.empty();
    } catch (VaultException e) {
      if (e.fault() == Fault.STORAGE) {
        broken.set(Optional.of(e));
      }
      return failure(entry, e);
    } catch (IOException | NodeFailedException | SeedException | RuntimeException e) {
      return failure(entry, e);
    }
  }

  private Optional<String> failure(TenantEntry entry, Exception why) {
    if (stop.isRaised() || isGone(entry)) {
      return Optional.empty();
    }
    log.atWarn()
        .addKeyValue("tenant", entry.namespace())
        .setCause(why)
        .log("a namespace was not backed up");
    return Optional.of(why.getMessage() == null ? why.toString() : why.getMessage());
  }

  /** Whether it was deleted while it was being saved. */
  private boolean isGone(TenantEntry entry) {
    try {
      return site.registry().gone(List.of(entry.id())).contains(entry.id());
    } catch (RegistryException e) {
      return false;
    }
  }
}
