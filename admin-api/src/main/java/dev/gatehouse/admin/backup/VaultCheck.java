package dev.gatehouse.admin.backup;

import dev.gatehouse.admin.backup.Manifest.Saved;
import dev.gatehouse.admin.vault.Role;
import dev.gatehouse.admin.vault.SealedFile;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.admin.vault.VaultException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;

/** Reads a backup to its last byte, without a server. */
public final class VaultCheck {
  private final Vault vault;

  public VaultCheck(Vault vault) {
    this.vault = vault;
  }

  /** What is wrong with one file of a backup. */
  public record Fault(String of, String what) {}

  /** All that is wrong with a backup; tells how many of its namespaces it has read. */
  public List<Fault> check(Manifest manifest, LongConsumer onNamespaces) throws IOException {
    var faults = new ArrayList<Fault>();
    check("the registry", manifest.registry(), Role.REGISTRY, faults);
    long read = 0;
    for (Saved saved : manifest.namespaces()) {
      check(saved.name(), saved.content(), Role.NAMESPACE, faults);
      onNamespaces.accept(++read);
    }
    return faults;
  }

  private void check(String what, SealedFile file, Role role, List<Fault> faults)
      throws IOException {
    try (var content = vault.open(file, role)) {
      long _ = content.transferTo(OutputStream.nullOutputStream());
    } catch (VaultException e) {
      faults.add(new Fault(what, String.valueOf(e.getMessage())));
    } catch (ZipException e) {
      faults.add(new Fault(what, "it is not what was written"));
    }
  }
}
