package dev.gatehouse.admin.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.registry.Registry;
import dev.gatehouse.admin.registry.RegistryException;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.admin.registry.TenantEntry;
import dev.gatehouse.admin.registry.TenantRegistry;
import dev.gatehouse.admin.registry.TokenEntry;
import dev.gatehouse.admin.registry.TokenEntry.Grant;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.Revocations.Revoked;
import dev.gatehouse.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger takes back, and what it remembers of it. */
final class TokenLedgerTest {
  private static final Namespace ALPHA = new Namespace("alpha");
  private static final Namespace BETA = new Namespace("beta");

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-01T10:00:00.4Z"));
  private final List<Revoked> heard = new ArrayList<>();
  private Registry file;
  private Tokens tokens;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = SqliteRegistry.open(folder.resolve("registry.db"));
    tokens = MintStand.tokens(file, clock);
    tokens.ledger().onRevoked(heard::add);
  }

  @AfterEach
  void close() {
    file.close();
  }

  private TokenEntry mint(Namespace namespace) {
    var grant = new Grant(namespace, Access.READ_WRITE, "a label");
    return tokens.mint().mint(grant, Duration.ofHours(1)).entry();
  }

  private static boolean holds(TokenLedger ledger, TokenEntry token) {
    return !ledger.isRevoked(
        token.id(), token.grant().namespace(), token.issuedAt().getEpochSecond());
  }

  private boolean holds(TokenEntry token) {
    return holds(tokens.ledger(), token);
  }

  /** What a process knows that starts now. */
  private TokenLedger again() {
    return new TokenLedger(file.tokens(), clock);
  }

  @Test
  void keepsWhatItMadeWithoutTheToken() {
    TokenEntry made = mint(ALPHA);
    assertEquals(List.of(made), tokens.ledger().page(ALPHA, "", 10));
    assertEquals(List.of(), tokens.ledger().page(BETA, "", 10));
    assertEquals("a label", made.grant().label());
  }

  @Test
  void takesBackOneTokenAndNoOther() {
    TokenEntry one = mint(ALPHA);
    TokenEntry other = mint(ALPHA);
    assertTrue(tokens.ledger().revoke(ALPHA, one.id()));
    assertFalse(holds(one));
    assertTrue(holds(other));
    assertFalse(holds(again(), one));
    assertTrue(holds(again(), other));
    assertEquals(List.of(new Revoked.OneToken(one.id())), heard);
    assertEquals(
        Optional.of(clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)),
        find(one).revokedAt());
  }

  private TokenEntry find(TokenEntry token) {
    return tokens.ledger().page(token.grant().namespace(), "", 10).stream()
        .filter(entry -> entry.id().equals(token.id()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void takesBackATokenThroughItsOwnNamespaceOnly() {
    TokenEntry one = mint(ALPHA);
    assertFalse(tokens.ledger().revoke(BETA, one.id()));
    assertTrue(holds(one));
    assertEquals(List.of(), heard);
  }

  @Test
  void rotatesANamespaceAndNoOther() {
    TokenEntry before = mint(ALPHA);
    TokenEntry others = mint(BETA);
    tokens.ledger().rotate(ALPHA);
    TokenEntry after = mint(ALPHA);
    assertFalse(holds(before));
    assertTrue(holds(after));
    assertTrue(holds(others));
    assertFalse(holds(again(), before));
    assertTrue(holds(again(), after));
    assertEquals(List.of(new Revoked.TokensOf(ALPHA)), heard);
  }

  @Test
  void makesATokenThatHoldsInTheVerySecondOfARotation() {
    tokens.ledger().rotate(ALPHA);
    TokenEntry after = mint(ALPHA);
    assertEquals(Instant.parse("2026-11-01T10:00:01Z"), after.issuedAt());
    assertTrue(holds(after));
  }

  @Test
  void refusesTokensThatDoNotSayWhenTheyWereMadeOnceANamespaceWasRotated() {
    assertFalse(tokens.ledger().isRevoked("", ALPHA, 0));
    tokens.ledger().rotate(ALPHA);
    assertTrue(tokens.ledger().isRevoked("", ALPHA, 0));
    assertFalse(tokens.ledger().isRevoked("", BETA, 0));
  }

  @Test
  void takesBackAllTokensOfAllNamespaces() {
    TokenEntry alpha = mint(ALPHA);
    TokenEntry beta = mint(BETA);
    tokens.ledger().rotateAll();
    assertFalse(holds(alpha));
    assertFalse(holds(beta));
    assertFalse(holds(again(), beta));
    assertTrue(holds(mint(BETA)));
    assertEquals(List.of(new Revoked.AllTokens()), heard);
  }

  @Test
  void takesNothingBackThatIsNotDurable() {
    TokenEntry one = mint(ALPHA);
    file.close();
    assertThrows(RegistryException.class, () -> tokens.ledger().revoke(ALPHA, one.id()));
    assertThrows(RegistryException.class, () -> tokens.ledger().rotate(ALPHA));
    assertTrue(holds(one));
    assertEquals(List.of(), heard);
  }

  @Test
  void forgetsTokensThatHaveEnded() {
    TokenEntry one = mint(ALPHA);
    tokens.ledger().revoke(ALPHA, one.id());
    clock.advance(Duration.ofHours(3));
    TokenEntry later = mint(ALPHA);
    assertEquals(List.of(later), tokens.ledger().page(ALPHA, "", 10));
    assertTrue(holds(one), "nothing is kept of it: its own end refuses it");
  }

  @Test
  void aNameThatIsFreeAgainOpensToNoTokenFromBefore() {
    var registry = new TenantRegistry(file.tenants(), clock);
    registry.beforeRelease(tokens.ledger()::release);
    TenantEntry first = living(registry);
    TokenEntry old = mint(ALPHA);
    registry.beginDeletion(first);
    registry.bury(first);
    living(registry);
    assertFalse(holds(old));
    assertFalse(holds(again(), old));
    assertTrue(holds(mint(ALPHA)));
    assertEquals(1, tokens.ledger().page(ALPHA, "", 10).size());
  }

  @Test
  void aNameThatWasNeverServedKeepsItsTokens() {
    var registry = new TenantRegistry(file.tenants(), clock);
    registry.beforeRelease(tokens.ledger()::release);
    var begun = registry.begin(ALPHA, NamespaceId.random(), new NodeId("local")).orElseThrow();
    long before = clock.instant().getEpochSecond() - 60;
    registry.bury(begun);
    assertFalse(tokens.ledger().isRevoked("", ALPHA, before));
  }

  @Test
  void aNameIsNotFreedWhileItsTokensWouldHold() {
    var registry = new TenantRegistry(file.tenants(), clock);
    registry.beforeRelease(
        name -> {
          throw new IllegalStateException("told to fail");
        });
    TenantEntry first = living(registry);
    assertThrows(IllegalStateException.class, () -> registry.bury(first));
    assertTrue(registry.entry(ALPHA).isPresent());
  }

  private static TenantEntry living(TenantRegistry registry) {
    var begun = registry.begin(ALPHA, NamespaceId.random(), new NodeId("local")).orElseThrow();
    registry.activate(begun);
    return registry.entry(ALPHA).orElseThrow();
  }
}
