package dev.gatehouse.admin.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TokenEntry.Grant;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.token.PublicHalf;
import dev.gatehouse.tenancy.token.SealingKey;
import dev.gatehouse.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which keys sign and verify, and what is kept of them. */
final class SigningKeysTest {
  private final ManualClock clock = new ManualClock();
  private final SealingKey master = SealingKey.generate();
  private Path folder;
  private Registry file;
  private SigningKeys keys;
  private TokenLedger ledger;

  @BeforeEach
  void open(@TempDir Path here) throws SealedOtherwiseException {
    folder = here;
    file = SqliteRegistry.open(folder.resolve("registry.db"));
    keys = new SigningKeys(file.signingKeys(), master, clock);
    ledger = new TokenLedger(file.tokens(), clock);
  }

  @AfterEach
  void close() {
    file.close();
  }

  private void mint(Duration lifetime) {
    new TokenMint(keys, ledger, "gatehouse", Duration.ofDays(30), clock)
        .mint(new Grant(new Namespace("alpha"), Access.READ_ONLY, "-"), lifetime);
  }

  private static List<String> ids(SigningKeys keys) {
    return keys.current().stream().map(PublicHalf::keyId).toList();
  }

  @Test
  void areTheSameAfterARestart() throws SealedOtherwiseException {
    mint(Duration.ofDays(1));
    keys.rotate(true);
    assertEquals(ids(keys), ids(new SigningKeys(file.signingKeys(), master, clock)));
  }

  @Test
  void signWithTheNewestAndVerifyWithThoseBeforeUntilTheirLastTokenEnds() {
    String first = ids(keys).getFirst();
    mint(Duration.ofDays(2));
    mint(Duration.ofDays(5));
    assertTrue(keys.rotate(true));
    String second = keys.<String>signing(key -> key.keyId());
    assertEquals(List.of(second, first), ids(keys));
    clock.advance(Duration.ofDays(5));
    assertEquals(List.of(second, first), ids(keys));
    clock.advance(Duration.ofHours(2));
    assertEquals(List.of(second), ids(keys));
  }

  @Test
  void areForgottenWithoutOverlapAtOnce() {
    mint(Duration.ofDays(2));
    String first = ids(keys).getFirst();
    assertTrue(keys.rotate(false));
    assertEquals(1, ids(keys).size());
    assertFalse(ids(keys).contains(first));
    assertEquals(1, file.signingKeys().all().size());
  }

  @Test
  void tellTheirListenersOfEachChange() {
    var heard = new AtomicInteger();
    keys.onChange(heard::incrementAndGet);
    keys.rotate(true);
    assertEquals(1, heard.get());
  }

  @Test
  void areNeverMoreThanTheBound() {
    for (int i = 0; i < SigningKeys.KEYS_MAX - 1; i++) {
      mint(Duration.ofDays(2));
      assertTrue(keys.rotate(true));
    }
    mint(Duration.ofDays(2));
    assertFalse(keys.rotate(true));
    assertTrue(keys.rotate(false));
  }

  @Test
  void cannotBeOpenedWithAnotherMasterKey() {
    assertThrows(
        SealedOtherwiseException.class,
        () -> new SigningKeys(file.signingKeys(), SealingKey.generate(), clock));
  }

  @Test
  void standInNoFileUnsealed() throws Exception {
    String secret = keys.signing(key -> key.toPem());
    String line = secret.split("\n", -1)[1];
    file.close();
    try (var files = Files.list(folder)) {
      for (Path path : files.toList()) {
        String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("PRIVATE KEY"), path.toString());
        assertFalse(text.contains(line), path.toString());
      }
    }
  }
}
