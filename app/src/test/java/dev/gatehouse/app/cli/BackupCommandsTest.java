package dev.gatehouse.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.vault.Draft;
import dev.gatehouse.admin.vault.Role;
import dev.gatehouse.admin.vault.SealedFile;
import dev.gatehouse.admin.vault.Vault;
import dev.gatehouse.admin.vault.VaultKey;
import dev.gatehouse.tenancy.token.SealingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The commands that read a backup folder without a server. */
final class BackupCommandsTest {
  private static final String KEY = "the-key-of-the-backups-of-the-tests";
  private static final String ID = "20261121T020000000Z-4f1a";

  @TempDir private Path folder;
  private Path backups;
  private Path config;
  private SealedFile registry;

  @BeforeEach
  void writeOne() throws IOException {
    backups = folder.resolve("backups");
    var vault = Vault.at(backups, new VaultKey(SealingKey.of(KEY)));
    vault.prepare();
    try (Draft draft = vault.draft(Role.REGISTRY)) {
      draft.content().write("a registry".getBytes(StandardCharsets.UTF_8));
      registry = draft.finish();
    }
    vault.keep(registry);
    String manifest =
        """
        {"format": 1, "id": "%s", "begunAt": "2026-11-21T02:00:00Z", "gatehouse": "test",
         "endedAt": "2026-11-21T02:00:01Z", "namespaces": [], "failures": [], "registry": %s}\
        """
            .formatted(ID, JsonMapper.shared().writeValueAsString(registry));
    vault.publish(ID, manifest.getBytes(StandardCharsets.UTF_8));
    config = config(KEY);
  }

  private Path config(String key) throws IOException {
    Path keyFile = Files.writeString(folder.resolve(key.length() + ".key"), key);
    return Files.writeString(
        folder.resolve(key.length() + ".yaml"),
        "data: %s\nbackup: {folder: %s, key: {file: %s}}\n"
            .formatted(folder.resolve("data"), backups, keyFile));
  }

  private Said said(Path with, String... command) {
    var line = new String[command.length + 4];
    System.arraycopy(command, 0, line, 0, command.length);
    line[command.length] = "--from";
    line[command.length + 1] = backups.toString();
    line[command.length + 2] = "--config";
    line[command.length + 3] = with.toString();
    return Said.by(line);
  }

  @Test
  void verifiesAndListsAFolder() {
    Said verified = said(config, "backup", "verify", "--json");
    assertEquals(ExitCode.OK, verified.exitCode(), verified.err());
    assertTrue(verified.out().contains("\"ok\":true"), verified.out());
    Said listed = said(config, "backup", "list", "--json");
    assertTrue(listed.out().contains("\"id\":\"" + ID + "\",\"state\":\"complete\""), listed.out());
  }

  @Test
  void saysThatTheKeyIsAnother() throws IOException {
    Said said = said(config("another-key-that-is-long-enough-for-a-key"), "backup", "verify");
    assertEquals(ExitCode.FAILED, said.exitCode());
    assertTrue(said.err().contains("sealed with another key"), said.err());
    assertFalse(said.err().contains(KEY), said.err());
    Said restore = said(config("another-key-that-is-long-enough-for-a-key"), "restore", "--all");
    assertEquals(ExitCode.FAILED, restore.exitCode());
    assertTrue(restore.err().contains("sealed with another key"), restore.err());
    assertFalse(Files.exists(folder.resolve("data")), "it made something");
  }

  @Test
  void saysWhatIsDamaged() throws IOException {
    Path file =
        backups.resolve(
            "contents/" + registry.id().substring(0, 2) + "/" + registry.id() + ".sealed");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    Said said = said(config, "backup", "verify", ID);
    assertEquals(ExitCode.FAILED, said.exitCode());
    assertTrue(said.out().contains("the registry: "), said.out());
    Said none = said(config, "backup", "verify", "20200101T000000Z-0000");
    assertTrue(none.err().contains("there is no backup"), none.err());
  }

  @Test
  void asksForAKeyAndAName() throws IOException {
    Path keyless =
        Files.writeString(
            folder.resolve("keyless.yaml"), "data: %s\n".formatted(folder.resolve("none")));
    Said said = said(keyless, "restore", "--all");
    assertEquals(ExitCode.WRONG_USE, said.exitCode());
    assertTrue(said.err().contains("no key to open backups"), said.err());
    assertEquals(ExitCode.WRONG_USE, Said.by("restore").exitCode());
    assertEquals(ExitCode.WRONG_USE, Said.by("restore", "shop", "--all").exitCode());
  }
}
