package dev.gatehouse.app.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.app.acme.FakeAuthority.Misconduct;
import dev.gatehouse.gateway.journey.accept.AddressRanges;
import dev.gatehouse.gateway.journey.accept.Binding;
import dev.gatehouse.gateway.journey.accept.ConnectionInitializer;
import dev.gatehouse.gateway.journey.accept.ConnectionLimiter;
import dev.gatehouse.gateway.journey.accept.Listener;
import dev.gatehouse.gateway.journey.accept.Protocols;
import dev.gatehouse.gateway.journey.accept.TlsContexts;
import dev.gatehouse.gateway.journey.accept.Transport;
import dev.gatehouse.testkit.ManualClock;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders at an authority that looks at the public port, and what clients see of them. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CertificateRenewalIT {
  private static final String NAME = "db.example.com";
  private static final String OTHER = "www.example.com";

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final Misconduct misconduct = new Misconduct();
  private final AtomicReference<InetSocketAddress> door = new AtomicReference<>();
  private final ProofCheck proofs = new ProofCheck(door::get);
  private Transport transport;
  private TlsContexts tls;
  private Listener listener;
  private FakeAuthority authority;

  @BeforeEach
  void open() throws Exception {
    transport = Transport.best(1);
    tls = new TlsContexts(Duration.ofHours(1));
    listen();
    authority = new FakeAuthority(clock, misconduct, proofs);
  }

  private void restart() {
    listener.cut().awaitUninterruptibly();
    tls.close();
    tls = new TlsContexts(Duration.ofHours(1));
    listen();
  }

  private void listen() {
    var limiter = new ConnectionLimiter(100, 100, new AddressRanges(List.of()));
    var nothing = new Protocols((_, _) -> {}, (_, _) -> {});
    listener =
        new Listener(
            transport,
            new ConnectionInitializer(
                limiter, false, Optional.of(tls), Duration.ofSeconds(5), nothing));
    var bound =
        listener
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Binding.NEW)
            .syncUninterruptibly();
    door.set((InetSocketAddress) bound.channel().localAddress());
  }

  @AfterEach
  void close() {
    listener.cut().awaitUninterruptibly();
    tls.close();
    authority.close();
    transport.loops().shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private AcmeTerms terms(String... names) throws Exception {
    return new AcmeTerms(
        authority.directory(),
        List.of(names),
        Optional.of("ops@example.com"),
        Optional.of(authority.trust(folder.resolve("trust.pem"))));
  }

  /** As after a start of the process. */
  private CertificateRenewal renewal(String... names) throws Exception {
    AcmeTerms terms = terms(names);
    AcmeFolder kept = AcmeFolder.open(folder.resolve("acme"), terms.directory());
    var renewal =
        new CertificateRenewal(
            new AcmeAuthority(terms, kept, tls),
            terms.names(),
            kept,
            tls,
            clock,
            new RenewalPace(new Random(1)));
    renewal.resume();
    return renewal;
  }

  private X509Certificate shown() throws Exception {
    try (SSLSocket client = ProofCheck.connect(door.get(), NAME, "http/1.1")) {
      return (X509Certificate) client.getSession().getPeerCertificates()[0];
    }
  }

  private BigInteger serial() throws Exception {
    return shown().getSerialNumber();
  }

  @Test
  void showsNothingBeforeThereIsACertificateAndThenOneThatTheAuthorityVouchesFor()
      throws Exception {
    assertThrows(IOException.class, this::shown);
    assertEquals(Instant.EPOCH, tls.expires());

    CertificateRenewal renewal = renewal(NAME, OTHER);
    renewal.step();

    X509Certificate shown = shown();
    shown.verify(authority.root().getPublicKey());
    assertEquals(
        List.of(NAME, OTHER),
        shown.getSubjectAlternativeNames().stream()
            .map(name -> (String) name.get(1))
            .sorted()
            .toList());
    assertEquals(clock.instant().plus(FakeAuthority.LIFE), tls.expires());
    assertEquals(1, renewal.issued());
  }

  @Test
  void keepsKeysWhereOnlyTheOwnerReadsThem() throws Exception {
    renewal(NAME).step();

    try (Stream<Path> files = Files.walk(folder.resolve("acme"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
  }

  @Test
  void showsNobodyButTheAuthorityAProof() throws Exception {
    var seen = new AtomicReference<String>("nothing");
    proofs.meanwhile(
        () -> {
          try {
            seen.set(shown().getIssuerX500Principal().getName());
          } catch (Exception e) {
            seen.set("closed");
          }
        });

    CertificateRenewal renewal = renewal(NAME);
    renewal.step();
    assertEquals("closed", seen.get());

    clock.advance(Duration.ofDays(80));
    renewal.step();
    assertEquals("CN=a fake root", seen.get());
    try (SSLSocket late = ProofCheck.connect(door.get(), NAME, "acme-tls/1")) {
      assertEquals("", late.getApplicationProtocol());
    }
  }

  @Test
  void renewsWhenAThirdOfTheLifeIsLeftAndNotBefore() throws Exception {
    CertificateRenewal renewal = renewal(NAME);
    assertTrue(renewal.step().compareTo(Duration.ofHours(1)) <= 0);
    BigInteger first = serial();
    try (SSLSocket open = ProofCheck.connect(door.get(), NAME, "http/1.1")) {
      clock.advance(Duration.ofDays(56));
      renewal.step();
      assertEquals(first, serial());

      clock.advance(Duration.ofDays(4));
      renewal.step();
      assertNotEquals(first, serial());
      assertTrue(open.getSession().isValid());
    }
    assertEquals(2, authority.orders());
  }

  @Test
  void goesOnWithTheCertificateThatWasKept() throws Exception {
    renewal(NAME).step();
    BigInteger first = serial();
    restart();

    renewal(NAME).step();

    assertEquals(first, serial());
    assertEquals(1, authority.orders());
  }

  @Test
  void asksAgainForOtherNamesAndServesTheOldOneUntilThen() throws Exception {
    renewal(NAME).step();
    BigInteger first = serial();

    CertificateRenewal more = renewal(NAME, OTHER);
    assertEquals(first, serial());
    more.step();

    assertNotEquals(first, serial());
  }

  @Test
  void leavesTheCertificateAloneWhereTheNextOneFails() throws Exception {
    CertificateRenewal renewal = renewal(NAME);
    renewal.step();
    BigInteger first = serial();
    clock.advance(Duration.ofDays(60));
    misconduct.unprovenNames = 1;

    renewal.step();
    assertEquals(first, serial());
    assertEquals(1, renewal.failed());
    assertEquals(2, authority.orders());

    renewal(NAME).step();
    assertEquals(2, authority.orders(), "a restart asks before the pause is over");

    clock.advance(Duration.ofMinutes(3));
    renewal.step();
    assertNotEquals(first, serial());
  }

  @Test
  void waitsAsLongAsTheAuthoritySays() throws Exception {
    misconduct.rateLimited = 1;
    CertificateRenewal renewal = renewal(NAME);
    renewal.step();
    assertEquals(1, renewal.failed());

    clock.advance(Duration.between(clock.instant(), Instant.now().plus(Duration.ofHours(23))));
    renewal.step();
    assertEquals(0, authority.orders());

    clock.advance(Duration.ofHours(2));
    renewal.step();
    assertEquals(1, renewal.issued());
  }

  @Test
  void takesAnotherNonceWhereOneIsRefused() throws Exception {
    misconduct.refusedNonces = 3;
    CertificateRenewal renewal = renewal(NAME);

    renewal.step();

    assertEquals(1, renewal.issued());
  }

  @Test
  void waitsForAnAuthorityThatTakesItsTime() throws Exception {
    misconduct.slowAnswers = 3;
    CertificateRenewal renewal = renewal(NAME);

    renewal.step();

    assertEquals(1, renewal.issued());
  }

  @Test
  void saysWhatToDoWhereTheNameLeadsElsewhere() throws Exception {
    misconduct.unprovenNames = 1;

    String said = failure(terms(NAME));

    assertTrue(said.contains("no way to " + NAME), said);
    assertTrue(said.contains("port 443"), said);
  }

  @Test
  void saysWhatToDoWhereTheAuthorityIsAway() throws Exception {
    AcmeTerms terms = terms(NAME);
    authority.close();

    assertTrue(failure(terms).contains("is not reached"), failure(terms));
  }

  @Test
  void saysThatAnAuthorityDoesNotFit() throws Exception {
    misconduct.withoutChallenge = true;

    assertTrue(failure(terms(NAME)).contains("tls-alpn-01"));
  }

  private String failure(AcmeTerms terms) throws Exception {
    AcmeFolder kept = AcmeFolder.open(folder.resolve("acme"), terms.directory());
    var asking = new AcmeAuthority(terms, kept, tls);
    return String.valueOf(assertThrows(OrderFailedException.class, asking::order).getMessage());
  }

  @Test
  void asksForAnotherWhereTheOneThatWasKeptIsBroken() throws Exception {
    renewal(NAME).step();
    BigInteger first = serial();
    try (Stream<Path> files = Files.walk(folder.resolve("acme"))) {
      Path kept = files.filter(file -> file.endsWith("certificate.pem")).findFirst().orElseThrow();
      Files.writeString(kept, "nonsense");
    }

    CertificateRenewal renewal = renewal(NAME);
    renewal.step();

    assertNotEquals(first, serial());
    assertFalse(renewal.step().isNegative());
    assertEquals(2, authority.orders());
  }
}
