package dev.gatehouse.app.acme;

import dev.gatehouse.gateway.journey.accept.TlsContexts;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a certificate of an authority in use: asks for the first one, renews it ahead, and leaves
 * the one there is alone while that fails.
 */
public final class CertificateRenewal implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger("tls");

  /** Clocks may jump: it looks at the time at least this often. */
  private static final Duration LOOK_AT_LEAST = Duration.ofHours(1);

  private static final Duration LOOK_AT_MOST = Duration.ofSeconds(1);

  private final Authority authority;
  private final List<String> names;
  private final AcmeFolder folder;
  private final TlsContexts tls;
  private final InstantSource clock;
  private final RenewalPace pace;
  private final AtomicLong issued = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gatehouse-acme").factory());
  private Instant due = Instant.EPOCH;
  private int failures;

  CertificateRenewal(
      Authority authority,
      List<String> names,
      AcmeFolder folder,
      TlsContexts tls,
      InstantSource clock,
      RenewalPace pace) {
    this.authority = authority;
    this.names = List.copyOf(names);
    this.folder = folder;
    this.tls = tls;
    this.clock = clock;
    this.pace = pace;
  }

  /** One that goes on where it was left off in this folder. */
  public static CertificateRenewal resume(AcmeTerms terms, Path root, TlsContexts tls)
      throws IOException {
    AcmeFolder folder = AcmeFolder.open(root, terms.directory());
    var renewal =
        new CertificateRenewal(
            new AcmeAuthority(terms, folder, tls),
            terms.names(),
            folder,
            tls,
            InstantSource.system(),
            new RenewalPace(RandomGenerator.getDefault()));
    renewal.resume();
    return renewal;
  }

  /** Goes on with the certificate that was kept, and the pauses. */
  void resume() {
    try {
      Optional<Issued> kept = folder.issued();
      if (kept.isPresent()) {
        tls.use(folder.certificate(), folder.certificate());
        due =
            kept.get().covers(names)
                ? pace.renewAt(kept.get().from(), kept.get().until())
                : Instant.EPOCH;
      }
    } catch (IOException | CertificateException | IllegalArgumentException e) {
      log.atWarn()
          .addKeyValue("file", folder.certificate())
          .addKeyValue("because", e.getMessage())
          .log("the certificate that was kept cannot be used: a new one is asked for");
    }
    folder
        .failed()
        .filter(before -> before.names().equals(Set.copyOf(names)))
        .ifPresent(
            before -> {
              failures = before.failures();
              due = later(due, before.notBefore());
            });
  }

  /** Does from now on what is due. */
  public void start() {
    timer.execute(this::run);
  }

  private void run() {
    Duration pause = LOOK_AT_LEAST;
    try {
      pause = step();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("the renewal of the certificate failed unexpectedly");
    }
    if (!timer.isShutdown()) {
      timer.schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Does what is due, and tells how long there is nothing to do. */
  synchronized Duration step() throws InterruptedException {
    Instant now = clock.instant();
    if (!now.isBefore(due)) {
      renew(now);
    }
    Duration left = Duration.between(clock.instant(), due);
    if (left.compareTo(LOOK_AT_MOST) < 0) {
      return LOOK_AT_MOST;
    }
    return left.compareTo(LOOK_AT_LEAST) < 0 ? left : LOOK_AT_LEAST;
  }

  private void renew(Instant now) throws InterruptedException {
    log.atInfo().addKeyValue("names", names).log("asking for a certificate");
    try {
      Issued fresh = authority.order();
      folder.keep(fresh);
      tls.use(folder.certificate(), folder.certificate());
      failures = 0;
      issued.incrementAndGet();
      due = later(pace.renewAt(fresh.from(), fresh.until()), now.plus(pace.pauseAfterSuccess()));
      log.atInfo()
          .addKeyValue("names", names)
          .addKeyValue("until", fresh.until())
          .addKeyValue("renewal", due)
          .log("certificate obtained");
    } catch (OrderFailedException e) {
      fail(now, e, e.notBefore().orElse(null));
    } catch (IOException | RuntimeException e) {
      fail(now, e, null);
    }
  }

  private void fail(Instant now, Exception because, @Nullable Instant notBefore) {
    if (timer.isShutdown()) {
      return;
    }
    failures++;
    failed.incrementAndGet();
    Instant again = now.plus(pace.pauseAfter(failures));
    due = notBefore == null ? again : later(again, pace.bounded(now, notBefore));
    try {
      folder.remember(new AcmeFolder.Failed(failures, due, new HashSet<>(names)));
    } catch (IOException e) {
      log.atWarn().addKeyValue("because", e.getMessage()).log("the failure could not be kept");
    }
    boolean served = tls.expires().isAfter(now);
    log.atWarn()
        .addKeyValue("names", names)
        .addKeyValue("because", because.getMessage())
        .addKeyValue("again", due)
        .log(
            served
                ? "no new certificate: the old one stays"
                : "no certificate: nobody can connect before there is one");
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  /** How many were obtained. */
  public long issued() {
    return issued.get();
  }

  /** How often it failed. */
  public long failed() {
    return failed.get();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
