package dev.gatehouse.admin.backup;

import dev.gatehouse.admin.backup.Manifest.About;
import dev.gatehouse.admin.backup.Manifest.Saved;
import dev.gatehouse.admin.load.ContentSum;
import dev.gatehouse.admin.load.DumpWriter;
import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.provision.Seed;
import dev.gatehouse.admin.provision.SeedException;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.vault.Draft;
import dev.gatehouse.admin.vault.Role;
import dev.gatehouse.admin.vault.SealedFile;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.sqld.SqldSqlException;
import dev.gatehouse.tenancy.NamespaceId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Saves one namespace: writes it down sealed, makes a scratch namespace of the very file, and keeps
 * it only where that one comes to the same.
 */
final class NamespaceSaver {
  private static final String BLOCKED = "BLOCKED";

  private final BackupSite site;
  private final Vault vault;
  private final InstantSource clock;
  private final StopFlag stop;

  NamespaceSaver(BackupSite site, Vault vault, InstantSource clock, StopFlag stop) {
    this.site = site;
    this.vault = vault;
    this.clock = clock;
    this.stop = stop;
  }

  /** What came of it, and whether it lay in the vault already. */
  record Result(Saved saved, boolean isUnchanged) {}

  /** A finished draft, and what is in it. */
  private record Written(SealedFile file, ContentSum sum) {}

  Result save(TenantEntry entry, Optional<Saved> before)
      throws IOException, NodeFailedException, SeedException {
    Instant takenAt = clock.instant();
    Written written = write(entry);
    SealedFile file = written.file();
    try {
      Optional<Saved> same = before.filter(old -> isSame(old, file));
      if (same.isPresent() && vault.has(same.get().content())) {
        vault.drop(file);
        return new Result(saved(entry, same.get().content(), written.sum(), takenAt), true);
      }
      compare(file, written.sum());
      vault.keep(file);
      return new Result(saved(entry, file, written.sum(), takenAt), false);
    } catch (IOException | NodeFailedException | SeedException | RuntimeException e) {
      vault.drop(file);
      throw e;
    }
  }

  /** One whose quota is used up cannot be read itself; its copy can. */
  private Written write(TenantEntry entry) throws IOException, NodeFailedException, SeedException {
    try {
      return write(entry.id());
    } catch (SqldSqlException e) {
      if (!e.code().equals(BLOCKED)) {
        throw e;
      }
      var copy = new Seed.ForkOf(entry.namespace(), Optional.empty());
      return site.provisioner().inScratch(copy, this::write);
    }
  }

  private Written write(NamespaceId id) throws IOException {
    try (Draft draft = vault.draft(Role.NAMESPACE);
        SqlSession session = site.reading().apply(id)) {
      Writer out =
          new BufferedWriter(
              new OutputStreamWriter(stop.over(draft.content()), StandardCharsets.UTF_8));
      ContentSum sum = DumpWriter.write(session, out);
      return new Written(draft.finish(), sum);
    }
  }

  private static boolean isSame(Saved old, SealedFile file) {
    return old.content().sha256().equals(file.sha256()) && old.content().bytes() == file.bytes();
  }

  private void compare(SealedFile file, ContentSum sum)
      throws IOException, NodeFailedException, SeedException {
    var seed = new Seed.Stored(() -> stop.over(vault.openDraft(file, Role.NAMESPACE)));
    String difference =
        site.provisioner().inScratch(seed, id -> difference(site.reading(), id, sum, stop));
    if (!difference.isEmpty()) {
      throw new IOException("what was written does not come back as it was: " + difference);
    }
  }

  /** In what a namespace differs from what it should hold, in words; empty where it does not. */
  static String difference(
      Function<NamespaceId, SqlSession> reading, NamespaceId id, ContentSum sum, StopFlag stop)
      throws IOException {
    try (SqlSession session = reading.apply(id)) {
      return sum.differenceTo(DumpWriter.write(session, stop.nowhere()));
    }
  }

  private Saved saved(TenantEntry entry, SealedFile file, ContentSum sum, Instant takenAt) {
    return new Saved(
        entry.namespace().name(),
        entry.id().value(),
        site.registry().origin(entry.id()).value(),
        About.of(entry),
        file,
        sum,
        takenAt);
  }
}
