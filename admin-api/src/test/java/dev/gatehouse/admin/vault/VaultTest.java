package dev.gatehouse.admin.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.vault.VaultException.Fault;
import dev.gatehouse.tenancy.token.SealingKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a vault gives back is what was put in, or nothing. */
final class VaultTest {
  private static final int CHUNK = SealedHead.CHUNK_BYTES + VaultKey.TAG_BYTES;
  private static final int HEAD = 93;

  private final VaultKey key = new VaultKey(SealingKey.generate());
  @TempDir private Path folder;
  private Vault vault;

  @BeforeEach
  void open() throws IOException {
    vault = Vault.at(folder, key);
    vault.prepare();
  }

  /** Bytes that do not get shorter. */
  private static byte[] content(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private SealedFile put(byte[] content) throws IOException {
    try (Draft draft = vault.draft(Role.NAMESPACE)) {
      draft.content().write(content);
      SealedFile file = draft.finish();
      vault.keep(file);
      return file;
    }
  }

  private byte[] get(Vault from, SealedFile file) throws IOException {
    try (var in = from.open(file, Role.NAMESPACE)) {
      return in.readAllBytes();
    }
  }

  private Path path(SealedFile file) {
    return folder.resolve("contents/" + file.id().substring(0, 2) + "/" + file.id() + ".sealed");
  }

  private void assertRefused(SealedFile file) {
    IOException why = assertThrows(IOException.class, () -> get(vault, file));
    assertTrue(
        why instanceof ZipException
            || (why instanceof VaultException vaulted && vaulted.fault() == Fault.DAMAGED),
        why::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 65_535, 65_536, 65_537, 300_000})
  void givesBackWhatWasPutIn(int length) throws IOException {
    byte[] content = content(length, length);
    SealedFile file = put(content);
    assertArrayEquals(content, get(vault, file));
    assertEquals(length, file.bytes());
    assertTrue(vault.has(file));
  }

  @Test
  void keepsItsContentToItself() throws IOException {
    byte[] secret = "the name of a tenant".repeat(50).getBytes(StandardCharsets.UTF_8);
    SealedFile file = put(secret);
    String sealed = Files.readString(path(file), StandardCharsets.ISO_8859_1);
    assertFalse(sealed.contains("tenant"), "in the clear");
  }

  @Test
  void saysThatAnotherKeySealedIt() throws IOException {
    SealedFile file = put(content(10, 1));
    Vault stranger = Vault.at(folder, new VaultKey(SealingKey.generate()));
    var why = assertThrows(VaultException.class, () -> get(stranger, file));
    assertEquals(Fault.OTHER_KEY, why.fault());
    assertTrue(String.valueOf(why.getMessage()).contains(key.id()), why::getMessage);
  }

  @Test
  void noticesEachChangedByte() throws IOException {
    SealedFile file = put(content(200_000, 2));
    byte[] sealed = Files.readAllBytes(path(file));
    for (int at = 0; at < sealed.length; at += at < HEAD ? 1 : 9_973) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      Files.write(path(file), changed);
      assertThrows(IOException.class, () -> get(vault, file), "byte " + at);
    }
  }

  @Test
  void noticesWhereItIsCutOff() throws IOException {
    SealedFile file = put(content(200_000, 3));
    byte[] sealed = Files.readAllBytes(path(file));
    for (int length : new int[] {0, 50, HEAD, HEAD + CHUNK, HEAD + 2 * CHUNK, sealed.length - 1}) {
      Files.write(path(file), Arrays.copyOf(sealed, length));
      assertRefused(file);
      assertFalse(vault.has(file));
    }
    Files.write(path(file), Arrays.copyOf(sealed, sealed.length + 1));
    assertRefused(file);
  }

  @Test
  void noticesChunksThatChangedPlaces() throws IOException {
    SealedFile file = put(content(200_000, 4));
    byte[] sealed = Files.readAllBytes(path(file));
    byte[] swapped = sealed.clone();
    System.arraycopy(sealed, HEAD, swapped, HEAD + CHUNK, CHUNK);
    System.arraycopy(sealed, HEAD + CHUNK, swapped, HEAD, CHUNK);
    Files.write(path(file), swapped);
    assertRefused(file);
    byte[] twice = sealed.clone();
    System.arraycopy(sealed, HEAD, twice, HEAD + CHUNK, CHUNK);
    Files.write(path(file), twice);
    assertRefused(file);
  }

  @Test
  void noticesFilesThatChangedPlaces() throws IOException {
    SealedFile one = put(content(100, 5));
    SealedFile other = put(content(100, 6));
    Files.copy(path(other), path(one), StandardCopyOption.REPLACE_EXISTING);
    assertRefused(one);
    assertArrayEquals(content(100, 6), get(vault, other));
  }

  @Test
  void noticesAFileThatIsOfAnotherKind() throws IOException {
    SealedFile file = put(content(100, 7));
    var why = assertThrows(VaultException.class, () -> vault.open(file, Role.REGISTRY));
    assertEquals(Fault.DAMAGED, why.fault());
    Files.copy(path(file), folder.resolve("manifests/20261121T000000Z-0.sealed"));
    why = assertThrows(VaultException.class, () -> vault.manifest("20261121T000000Z-0"));
    assertEquals(Fault.DAMAGED, why.fault());
  }

  @Test
  void holdsNothingOfADraftThatWasGivenUp() throws IOException {
    try (Draft draft = vault.draft(Role.NAMESPACE)) {
      draft.content().write(content(300_000, 8));
    }
    assertEquals(List.of(), names("drafts"));
  }

  @Test
  void removesTheDraftsOfTheDeadAndWhatNobodyNames() throws IOException {
    SealedFile named = put(content(10, 9));
    SealedFile orphan = put(content(10, 10));
    vault = Vault.at(folder, new VaultKey(SealingKey.generate()));
    SealedFile ofAnother = put(content(10, 11));
    vault = Vault.at(folder, key);
    Files.writeString(folder.resolve("drafts/left"), "half");
    vault.clearDrafts();
    assertEquals(List.of(), names("drafts"));
    assertEquals(1, vault.sweep(Set.of(named.id())));
    assertTrue(Files.exists(path(named)));
    assertFalse(Files.exists(path(orphan)));
    assertTrue(Files.exists(path(ofAnother)));
  }

  @Test
  void isWorkedOnByOneAtATime() throws Exception {
    try (var _ = vault.lock()) {
      var why = assertThrows(VaultException.class, () -> vault.lock());
      assertEquals(Fault.IN_USE, why.fault());
    }
    vault.lock().close();
  }

  private List<String> names(String of) throws IOException {
    try (var files = Files.list(folder.resolve(of))) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
