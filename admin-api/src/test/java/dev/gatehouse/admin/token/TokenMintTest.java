package dev.gatehouse.admin.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.token.SigningKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tokens that the mint makes. */
final class TokenMintTest {
  private static final Namespace ALPHA = new Namespace("alpha");
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00.9Z");

  private final TokenMint mint =
      new TokenMint(
          SigningKey.generate(), "gatehouse", Duration.ofDays(30), InstantSource.fixed(NOW));

  @Test
  void saysInTheTokenWhatItSaysBesideIt() {
    MintedToken minted = mint.mint(ALPHA, Access.READ_ONLY, Duration.ofHours(1));
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
        () -> mint.mint(ALPHA, Access.READ_WRITE, Duration.ofDays(30).plusSeconds(1)));
  }

  @Test
  void doesNotPrintTheToken() {
    MintedToken minted = mint.mint(ALPHA, Access.READ_WRITE, Duration.ofHours(1));
    assertFalse(minted.toString().contains(minted.token()));
  }
}
