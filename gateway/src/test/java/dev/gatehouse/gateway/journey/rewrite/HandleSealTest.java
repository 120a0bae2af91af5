package dev.gatehouse.gateway.journey.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.rewrite.HandleSeal.Owner;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SealingKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandleSealTest {
  private static final String BATON =
      "9+DY8Y5gXLSTIjNVoNrInGkhIO+6HGmdXloX5mpuQGYlKCS6Ti7VuxFwqsTBr";
  private static final NamespaceId A = NamespaceId.random();
  private static final InetSocketAddress NODE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  private static final Owner OWNER = new Owner(A, Access.READ_WRITE, NODE);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource clock = now::get;
  private final HandleSeal seal = new HandleSeal(SealingKey.generate(), clock);

  @Test
  void theOwnerOpensWhatWasSealed() {
    assertEquals(Optional.of(BATON), seal.open(seal.seal(BATON, OWNER), OWNER));
  }

  static Stream<Owner> strangers() {
    return Stream.of(
        new Owner(NamespaceId.random(), Access.READ_WRITE, NODE),
        new Owner(A, Access.READ_ONLY, NODE),
        new Owner(
            A, Access.READ_WRITE, new InetSocketAddress(InetAddress.getLoopbackAddress(), 2)));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void anotherTenantAccessOrNodeOpensNothing(Owner stranger) {
    assertEquals(Optional.empty(), seal.open(seal.seal(BATON, OWNER), stranger));
  }

  @Test
  void nothingOpensAfterItsTime() {
    String sealed = seal.seal(BATON, OWNER);
    now.set(Instant.EPOCH.plusSeconds(61));
    assertEquals(Optional.empty(), seal.open(sealed, OWNER));
  }

  @Test
  void noChangedCharacterIsAccepted() {
    String sealed = seal.seal(BATON, OWNER);
    for (int i = 0; i < sealed.length(); i++) {
      char other = sealed.charAt(i) == 'A' ? 'Q' : 'A';
      String forged = sealed.substring(0, i) + other + sealed.substring(i + 1);
      Optional<String> opened = seal.open(forged, OWNER);
      assertTrue(opened.isEmpty(), "position " + i);
    }
  }

  @Test
  void junkIsRefusedAndNeverThrown() {
    for (String junk : new String[] {"", "A", "!!!", BATON, "A".repeat(5000)}) {
      assertEquals(Optional.empty(), seal.open(junk, OWNER), junk);
    }
  }

  @Test
  void anotherKeyOpensNothing() {
    var other = new HandleSeal(SealingKey.generate(), clock);
    assertEquals(Optional.empty(), other.open(seal.seal(BATON, OWNER), OWNER));
  }

  @Test
  void sealedTextsDoNotRepeatAndDoNotShowTheBaton() {
    String first = seal.seal(BATON, OWNER);
    assertNotEquals(first, seal.seal(BATON, OWNER));
    assertFalse(first.contains(BATON));
  }

  @Test
  void aClientIdIsAnotherOneForEveryOwnerAndStaysTheSameForOne() {
    String chosen = "6f7f2b0e-58a1-4d3c-9b0e-6d2b7c1a9f10";
    String mapped = seal.clientId(chosen, OWNER);
    assertEquals(mapped, seal.clientId(chosen, OWNER));
    assertNotEquals(chosen, mapped);
    strangers().forEach(other -> assertNotEquals(mapped, seal.clientId(chosen, other)));
  }
}
