package dev.gatehouse.app.acme;

import dev.gatehouse.gateway.journey.accept.TlsContexts;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.PollableResource;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.TlsAlpn01Challenge;
import org.shredzone.acme4j.exception.AcmeException;

/** An authority that speaks ACME (RFC 8555) and looks at the public port itself (RFC 8737). */
final class AcmeAuthority implements Authority {
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK_AT_MOST = Duration.ofMillis(500);

  private final AcmeTerms terms;
  private final AcmeFolder folder;
  private final TlsContexts tls;
  private @Nullable KeyPair proofKey;

  AcmeAuthority(AcmeTerms terms, AcmeFolder folder, TlsContexts tls) {
    this.terms = terms;
    this.folder = folder;
    this.tls = tls;
  }

  @Override
  public Issued order() throws OrderFailedException, IOException, InterruptedException {
    try {
      return order(login());
    } catch (AcmeException e) {
      throw Advice.about(e, terms);
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      tls.proven();
    }
  }

  private Login login() throws AcmeException, IOException, GeneralSecurityException {
    var session = new Session(terms.directory(), new TrustingProvider(terms.trust()));
    session.networkSettings().setTimeout(ANSWER);
    var account = new AccountBuilder().agreeToTermsOfService().useKeyPair(folder.account());
    terms.email().ifPresent(account::addEmail);
    return account.createLogin(session);
  }

  private Issued order(Login login)
      throws AcmeException,
          OrderFailedException,
          IOException,
          GeneralSecurityException,
          InterruptedException {
    Order order = login.newOrder().domains(terms.names()).create();
    for (Authorization authorization : order.getAuthorizations()) {
      prove(authorization);
    }
    if (await(order, Set.of(Status.READY, Status.VALID, Status.INVALID)) == Status.INVALID) {
      throw Advice.about(order.getError(), terms);
    }
    KeyPair key = AcmeFolder.newKey();
    order.execute(key);
    if (await(order, Set.of(Status.VALID, Status.INVALID)) != Status.VALID) {
      throw Advice.about(order.getError(), terms);
    }
    return Issued.of(order.getCertificate().getCertificateChain(), key.getPrivate());
  }

  private void prove(Authorization authorization)
      throws AcmeException,
          OrderFailedException,
          IOException,
          GeneralSecurityException,
          InterruptedException {
    if (authorization.getStatus() == Status.VALID) {
      return;
    }
    Optional<TlsAlpn01Challenge> offered = authorization.findChallenge(TlsAlpn01Challenge.class);
    TlsAlpn01Challenge challenge =
        offered.orElseThrow(
            () ->
                new OrderFailedException(
                    "%s does not offer the challenge tls-alpn-01: take another authority"
                        .formatted(terms.directory())));
    KeyPair key = proofKey();
    tls.prove(key.getPrivate(), challenge.createCertificate(key, authorization.getIdentifier()));
    challenge.trigger();
    if (await(authorization, Set.of(Status.VALID, Status.INVALID)) != Status.VALID) {
      challenge.fetch();
      throw Advice.about(challenge.getError(), terms);
    }
  }

  /**
   * The key of all proofs, none of which is a secret for long: acme4j signs them with RSA alone.
   */
  private KeyPair proofKey() throws GeneralSecurityException {
    if (proofKey == null) {
      proofKey = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    }
    return proofKey;
  }

  /** Looks until it has come to an end, as often as the authority wants. */
  private static Status await(PollableResource watched, Set<Status> ends)
      throws AcmeException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      Optional<Instant> again = watched.fetch();
      Instant now = Instant.now();
      if (ends.contains(watched.getStatus()) || now.isAfter(end)) {
        return watched.getStatus();
      }
      long asked = again.map(then -> Duration.between(now, then).toMillis()).orElse(0L);
      Thread.sleep(Math.clamp(asked, LOOK_AT_MOST.toMillis(), PATIENCE.toMillis()));
    }
  }
}
