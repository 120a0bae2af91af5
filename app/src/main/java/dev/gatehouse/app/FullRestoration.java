package dev.gatehouse.app;

import dev.gatehouse.admin.audit.AuditLog;
import dev.gatehouse.admin.backup.FullRestore;
import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.provision.SeedException;
import dev.gatehouse.admin.provision.SeedLoader;
import dev.gatehouse.admin.registry.RegistryException;
import dev.gatehouse.admin.registry.RestoredRegistry;
import dev.gatehouse.admin.registry.RestoredRegistry.Item;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.token.SealedOtherwiseException;
import dev.gatehouse.admin.token.SigningKeys;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Brings a whole Gatehouse back into an empty data folder, on an sqld of its own for as long as it
 * takes. A kill loses nothing but the namespace under way: the same call goes on.
 */
public final class FullRestoration {
  private final GatehouseConfig config;
  private final Installation installation;
  private final Progress progress;

  /** Who hears how far it is. */
  public interface Progress {
    void step(String sentence);

    void namespaces(long done, long all);
  }

  /**
   * What came of it.
   *
   * @param namespaces how many are there again
   * @param resumed whether an earlier attempt was gone on with
   * @param lost names of which the backups hold no content
   */
  public record Result(long namespaces, boolean resumed, List<Namespace> lost) {}

  public FullRestoration(GatehouseConfig config, Installation installation, Progress progress) {
    this.config = config;
    this.installation = installation;
    this.progress = progress;
  }

  public Result run(FullRestore backup, boolean keepTokens)
      throws StartException, InterruptedException {
    try (var closing = new Closing()) {
      DataFolder folder = closing.later(DataFolder.open(config.data().toAbsolutePath()));
      if (Files.exists(folder.registry())) {
        throw new StartException(
            "the data folder %s holds a registry already; restore into an empty one"
                .formatted(config.data()));
      }
      return run(backup, keepTokens, folder, closing);
    } catch (IOException | NodeFailedException | SeedException | RegistryException e) {
      throw new StartException(
          "the restore broke off: %s; repeat it to go on".formatted(e.getMessage()), e);
    }
  }

  private Result run(FullRestore backup, boolean keepTokens, DataFolder folder, Closing closing)
      throws StartException, InterruptedException, IOException, NodeFailedException, SeedException {
    Path draft = folder.restoredRegistry();
    boolean resumed = Files.exists(draft);
    if (!resumed) {
      progress.step("Restoring the registry");
      Path incoming = draft.resolveSibling(draft.getFileName() + ".part");
      backup.registry(incoming);
      Files.move(incoming, draft, StandardCopyOption.ATOMIC_MOVE);
    }
    Keys keys = Keys.load(config, folder);
    long all;
    List<Namespace> lost;
    try (RestoredRegistry restored = RestoredRegistry.open(draft)) {
      if (!restored.isPrepared()) {
        restored.prepare(backup.manifest().id(), backup.held(), keepTokens, Instant.now());
      } else if (!restored.backup().equals(backup.manifest().id())) {
        throw new StartException(
            "a restore of the backup %s is not finished: repeat it with --backup %s"
                .formatted(restored.backup(), restored.backup()));
      }
      checkKeys(restored, keys);
      Upstream upstream =
          closing.later(
              Upstream.start(
                  config, folder, keys.upstream(), installation, progress::step, Optional.empty()));
      all = namespaces(backup, restored, seeds(folder, restored, upstream), upstream);
      lost = restored.lost();
      new AuditLog(restored.registry().audit(), InstantSource.system())
          .note("restore", "restore all", backup.manifest().id());
      restored.finish();
    }
    Files.move(draft, folder.registry(), StandardCopyOption.ATOMIC_MOVE);
    return new Result(all, resumed, lost);
  }

  private static void checkKeys(RestoredRegistry restored, Keys keys) throws StartException {
    try {
      var _ =
          new SigningKeys(restored.registry().signingKeys(), keys.master(), InstantSource.system());
    } catch (SealedOtherwiseException e) {
      throw new StartException(
          e.getMessage()
              + "; set identity.masterKey to that one, or empty the data folder and leave"
              + " --keep-tokens out",
          e);
    }
  }

  private SeedLoader seeds(DataFolder folder, RestoredRegistry restored, Upstream upstream) {
    var registry = new TenantRegistry(restored.registry().tenants(), InstantSource.system());
    return new ContentsAssembly(config, folder, upstream, registry).seeds();
  }

  private long namespaces(
      FullRestore backup, RestoredRegistry restored, SeedLoader seeds, Upstream upstream)
      throws IOException, NodeFailedException, SeedException {
    List<Item> items = restored.items();
    progress.step("Restoring %d namespaces".formatted(items.size()));
    long done = 0;
    for (Item item : items) {
      if (!item.isDone()) {
        backup.restore(
            item, upstream.admin(), seeds, id -> upstream.sessions().open(id, Access.READ_ONLY));
        restored.done(item);
      }
      progress.namespaces(++done, items.size());
    }
    return done;
  }
}
