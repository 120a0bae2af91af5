package dev.gatehouse.admin.backup;

import dev.gatehouse.admin.backup.Manifest.Saved;
import dev.gatehouse.admin.provision.NodeAdmin;
import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.provision.Seed;
import dev.gatehouse.admin.provision.SeedException;
import dev.gatehouse.admin.provision.SeedLoader;
import dev.gatehouse.admin.registry.RestoredRegistry.Item;
import dev.gatehouse.admin.vault.Role;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.sqld.SqlSession;
import dev.gatehouse.tenancy.NamespaceId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A backup that comes back whole: its registry first, then each of its namespaces. */
public final class FullRestore {
  private final Vault vault;
  private final Manifest manifest;
  private final Map<NamespaceId, Saved> contents;
  private final StopFlag stop = new StopFlag();

  private FullRestore(Vault vault, Manifest manifest, Map<NamespaceId, Saved> contents) {
    this.vault = vault;
    this.manifest = manifest;
    this.contents = contents;
  }

  /** Of this backup; what it could not save comes from the newest one before it that did. */
  public static FullRestore of(Vault vault, Manifest manifest) throws IOException {
    var contents = new HashMap<NamespaceId, Saved>();
    manifest.namespaces().forEach(one -> contents.put(one.namespaceId(), one));
    for (Manifest.Failure failure : manifest.failures()) {
      var id = new NamespaceId(failure.id());
      earlier(vault, manifest, id).ifPresent(saved -> contents.put(id, saved));
    }
    return new FullRestore(vault, manifest, contents);
  }

  private static Optional<Saved> earlier(Vault vault, Manifest manifest, NamespaceId id)
      throws IOException {
    return new Manifests(vault)
        .readable().stream()
            .filter(one -> one.begunAt().isBefore(manifest.begunAt()))
            .flatMap(one -> one.namespaces().stream())
            .filter(saved -> saved.namespaceId().equals(id))
            .findFirst();
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Where the content of a namespace is from, where that is not this backup. */
  public List<Saved> older() {
    Set<Saved> own = Set.copyOf(manifest.namespaces());
    return contents.values().stream().filter(saved -> !own.contains(saved)).toList();
  }

  /** The namespaces of which there is a content. */
  public Set<NamespaceId> held() {
    return Set.copyOf(contents.keySet());
  }

  /** Writes the registry down as a file. */
  public void registry(Path target) throws IOException {
    try (var content = vault.open(manifest.registry(), Role.REGISTRY);
        OutputStream out = Files.newOutputStream(target)) {
      long _ = content.transferTo(out);
    }
  }

  /** Makes one namespace again, from nothing, and looks whether it is what it was. */
  public void restore(
      Item item, NodeAdmin sqld, SeedLoader seeds, Function<NamespaceId, SqlSession> reading)
      throws IOException, NodeFailedException, SeedException {
    Saved saved = contents.get(item.old());
    if (saved == null) {
      throw new IOException("the backup lacks " + item.namespace());
    }
    sqld.delete(item.id());
    var seed = new Seed.Stored(() -> vault.open(saved.content(), Role.NAMESPACE));
    int _ = seeds.make(item.id(), seed, Optional.empty());
    String difference = NamespaceSaver.difference(reading, item.id(), saved.sum(), stop);
    if (!difference.isEmpty()) {
      throw new IOException(
          "%s does not come back as it was: %s".formatted(item.namespace(), difference));
    }
  }
}
