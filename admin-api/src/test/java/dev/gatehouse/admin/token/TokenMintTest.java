package dev.gatehouse.admin.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TokenEntry.Grant;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tokens that the mint makes. */
final class TokenMintTest {
  private static final Namespace ALPHA = new Namespace("alpha");
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00.9Z");

  private Registry file;
  private TokenMint mint;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = SqliteRegistry.open(folder.resolve("registry.db"));
    mint = MintStand.tokens(file, InstantSource.fixed(NOW)).mint();
  }

  @AfterEach
  void close() {
    file.close();
  }

  private MintedToken mint(Access access, Duration lifetime) {
    return mint.mint(new Grant(ALPHA, access, "-"), lifetime);
  }

  @Test
  void saysInTheTokenWhatItSaysBesideIt() {
    MintedToken minted = mint(Access.READ_ONLY, Duration.ofHours(1));
    String payload = minted.token().split("\\.", -1)[1];
    JsonNode claims = new JsonMapper().readTree(Base64.getUrlDecoder().decode(payload));
    assertEquals("gatehouse", claims.get("iss").asString());
    assertEquals("alpha", claims.get("namespace").asString());
    assertEquals("ro", claims.get("a").asString());
    assertEquals(minted.expiresAt().getEpochSecond(), claims.get("exp").asLong());
    assertEquals(Instant.parse("2026-11-01T11:00:00Z"), minted.expiresAt());
  }

  @Test
  void makesNoTokenThatOutlivesTheBound() {
    assertThrows(
        IllegalArgumentException.class,
        () -> mint(Access.READ_WRITE, Duration.ofDays(30).plusSeconds(1)));
  }

  @Test
  void doesNotPrintTheToken() {
    MintedToken minted = mint(Access.READ_WRITE, Duration.ofHours(1));
    assertFalse(minted.toString().contains(minted.token()));
  }
}
