package dev.gatehouse.admin.backup;

import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.admin.vault.VaultException;
import dev.gatehouse.admin.vault.VaultException.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The backups of a vault. */
public final class Manifests {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Vault vault;

  public Manifests(Vault vault) {
    this.vault = vault;
  }

  /** A backup as it is found: its manifest, or why that cannot be read. */
  public sealed interface Found {
    String id();

    /** It can be read. */
    record Legible(Manifest manifest) implements Found {
      @Override
      public String id() {
        return manifest.id();
      }
    }

    /** It cannot. */
    record Unreadable(String id, VaultException why) implements Found {}
  }

  /** All there are, the oldest first. */
  public List<Found> all() throws IOException {
    var found = new ArrayList<Found>();
    for (String id : vault.manifests()) {
      found.add(find(id));
    }
    return found;
  }

  private Found find(String id) throws IOException {
    try {
      return new Found.Legible(read(id));
    } catch (VaultException e) {
      return new Found.Unreadable(id, e);
    }
  }

  /** Those that can be read, the newest first. */
  public List<Manifest> readable() throws IOException {
    var readable = new ArrayList<Manifest>();
    for (Found found : all().reversed()) {
      if (found instanceof Found.Legible(var manifest)) {
        readable.add(manifest);
      }
    }
    return readable;
  }

  /** The newest that can be read; fails where there are some and none can be. */
  public Optional<Manifest> newest() throws IOException {
    Optional<VaultException> why = Optional.empty();
    for (String id : vault.manifests().reversed()) {
      try {
        return Optional.of(read(id));
      } catch (VaultException e) {
        why = why.or(() -> Optional.of(e));
      }
    }
    if (why.isPresent()) {
      throw why.get();
    }
    return Optional.empty();
  }

  /** The backup of that id. */
  public Manifest read(String id) throws IOException {
    try {
      Manifest manifest = JSON.readValue(vault.manifest(id), Manifest.class);
      if (manifest.format() > Manifest.FORMAT) {
        throw new VaultException(
            Fault.DAMAGED,
            "the backup %s was made by a newer Gatehouse (%s)".formatted(id, manifest.gatehouse()));
      }
      if (!manifest.id().equals(id)) {
        throw new VaultException(
            Fault.DAMAGED,
            "the manifest of %s lies where that of %s belongs".formatted(manifest.id(), id));
      }
      return manifest;
    } catch (VaultException e) {
      throw new VaultException(
          e.fault(),
          e.fault() == Fault.MISSING
              ? "there is no backup " + id
              : "the manifest of %s: %s".formatted(id, e.getMessage()));
    } catch (JacksonException e) {
      throw new VaultException(Fault.DAMAGED, "the manifest of %s is no manifest".formatted(id));
    }
  }

  void publish(Manifest manifest) throws IOException {
    vault.publish(manifest.id(), JSON.writeValueAsBytes(manifest));
  }
}
