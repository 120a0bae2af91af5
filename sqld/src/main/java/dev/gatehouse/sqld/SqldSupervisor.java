package dev.gatehouse.sqld;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one sqld running: launches it, sees it answer, launches it again when it dies, ends it.
 *
 * <p>Its addresses are free loopback ports, and stay the same from the first start to the end.
 */
public final class SqldSupervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqldSupervisor.class);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(5);
  private static final Duration KEEPER_MAX = Duration.ofSeconds(5);
  private static final int PORT_TRIES_MAX = 3;

  private final SqldSettings settings;
  private final SqldListener listener;
  private final FolderClaim claim;
  private final Path tokenKey;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicReference<SqldState> state = new AtomicReference<>(SqldState.STOPPED);
  private final AtomicLong restarts = new AtomicLong();
  private final Object launching = new Object();
  private @Nullable GuardedSqld running;
  private @Nullable SqldLog log;
  private volatile @Nullable Ports ports;
  private volatile boolean letGo;
  private @Nullable Thread keeper;

  public SqldSupervisor(SqldSettings settings, SqldListener listener) {
    this.settings = settings;
    this.listener = listener;
    this.claim = new FolderClaim(settings.folder());
    this.tokenKey = settings.folder().resolve("token-key.pem");
  }

  /** Launches sqld and returns when it answers. */
  public void start() throws SqldUnavailableException, InterruptedException {
    if (keeper != null) {
      throw new IllegalStateException("a supervisor starts once");
    }
    boolean up = false;
    try {
      Files.createDirectories(settings.folder());
      claim.awaitFree();
      Files.writeString(tokenKey, settings.tokenKeyPem());
      startOnFreePorts();
      up = true;
    } catch (SqldUnavailableException e) {
      throw e;
    } catch (IOException e) {
      throw new SqldUnavailableException(
          "sqld cannot run in %s: %s (%s)"
              .formatted(settings.folder(), e.getMessage(), e.getClass().getSimpleName()),
          e);
    } finally {
      if (!up) {
        giveUp();
      }
    }
    keeper = Thread.ofVirtual().name("sqld-supervisor").start(this::keep);
  }

  /** Leaves nothing behind of a start that failed or was interrupted. */
  private void giveUp() {
    GuardedSqld launched = last();
    if (launched != null) {
      launched.giveUp();
    }
    reportStopped();
  }

  /**
   * Uses an sqld that another process launched in the same folder, instead of a start. That process
   * keeps it running until this one takes charge, but it ends only when both are gone.
   */
  public void share(RunningSqld other) throws SqldUnavailableException {
    if (keeper != null) {
      throw new IllegalStateException("a supervisor starts once");
    }
    letGo = true;
    ports = new Ports(other.httpPort(), other.adminPort());
    adopt(other);
    report(SqldState.READY);
  }

  /**
   * Keeps it running from now on; the other process has let go of it.
   *
   * @param left what the other process left; nothing where sqld was dead then
   */
  public void takeCharge(Optional<RunningSqld> left) {
    GuardedSqld shared = current(running);
    try {
      if (left.isPresent() && left.get().guard() != shared.handle().pid()) {
        adopt(left.get());
      }
    } catch (SqldUnavailableException e) {
      LOG.warn("sqld is launched anew: {}", e.getMessage());
    }
    letGo = false;
    keeper = Thread.ofVirtual().name("sqld-supervisor").start(this::keep);
  }

  private void adopt(RunningSqld other) throws SqldUnavailableException {
    try {
      ProcessHandle guard =
          claim
              .holder()
              .filter(holder -> holder.pid() == other.guard())
              .orElseThrow(() -> new IOException("it is gone"));
      var adopted = new SqldLog();
      adopted.onServing();
      log = adopted;
      running = GuardedSqld.adopt(guard, adopted);
    } catch (IOException e) {
      throw new SqldUnavailableException(
          "the sqld that runs cannot be taken over: " + e.getMessage(), e);
    }
  }

  /** What another process needs to adopt it; nothing while none runs. */
  public Optional<RunningSqld> running() {
    synchronized (launching) {
      Ports here = ports;
      return running != null && here != null && running.isAlive()
          ? Optional.of(new RunningSqld(running.handle().pid(), here.http(), here.admin()))
          : Optional.empty();
    }
  }

  /** Leaves sqld to the process that adopted it: it is neither ended nor launched again here. */
  public void letGo() {
    synchronized (launching) {
      letGo = true;
      stopping.countDown();
    }
  }

  private void startOnFreePorts() throws IOException, InterruptedException {
    String failure = "";
    for (int attempt = 0; attempt < PORT_TRIES_MAX; attempt++) {
      ports = Ports.free();
      launch();
      if (answers()) {
        return;
      }
      failure = failure();
      if (!failure.contains("ddress already in use")) {
        break;
      }
    }
    throw new SqldUnavailableException(failure);
  }

  /** Ends what did not come up, and tells why it did not. */
  private String failure() throws InterruptedException {
    GuardedSqld failed = current(running);
    String what =
        failed.isAlive()
            ? "sqld did not answer within %d ms of its start"
                .formatted(settings.startupTimeout().toMillis())
            : "sqld ended at its start with code " + failed.exitCode();
    end(Duration.ZERO);
    failed.awaitLastWords();
    return what + "; it said: " + current(log).lastWords();
  }

  /** Where its user API listens. */
  public URI http() {
    return URI.create("http://127.0.0.1:" + current(ports).http());
  }

  /** Where its admin API listens. */
  public URI admin() {
    return URI.create("http://127.0.0.1:" + current(ports).admin());
  }

  public SqldState state() {
    return state.get();
  }

  /** How often it ended by itself. */
  public long restarts() {
    return restarts.get();
  }

  public boolean isReady() {
    return state.get() == SqldState.READY;
  }

  /** Ends sqld; its data stays. */
  @Override
  public void close() {
    if (letGo) {
      return;
    }
    stopping.countDown();
    boolean interrupted = false;
    try {
      end(settings.shutdownTimeout());
      if (keeper != null) {
        keeper.join(KEEPER_MAX);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    reportStopped();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep() {
    int deaths = 0;
    try {
      while (true) {
        long since = System.nanoTime();
        GuardedSqld watched = current(running);
        watched.awaitEnd();
        if (stopping.getCount() == 0) {
          return;
        }
        boolean wasStable = System.nanoTime() - since >= settings.pace().stableAfter().toNanos();
        deaths = wasStable ? 1 : deaths + 1;
        Duration pause = settings.pace().after(deaths);
        LOG.error("sqld died with code {}, restart in {}", watched.exitCode(), pause);
        restarts.incrementAndGet();
        report(SqldState.DOWN);
        if (stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS) || !relaunch()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean relaunch() throws InterruptedException {
    try {
      if (!launch()) {
        return false;
      }
      // One that is being stopped, or left to another process, is not this thread's any more.
      if (!answers() && stopping.getCount() > 0) {
        current(running).kill();
      }
    } catch (IOException e) {
      LOG.error("sqld cannot be launched", e);
    }
    return true;
  }

  private boolean launch() throws IOException {
    synchronized (launching) {
      if (stopping.getCount() == 0) {
        return false;
      }
      report(SqldState.STARTING);
      log = new SqldLog();
      GuardedSqld launched = GuardedSqld.launch(settings, current(ports), tokenKey, log);
      running = launched;
      try {
        claim.take(launched.handle());
      } catch (IOException e) {
        launched.giveUp();
        throw e;
      }
      return true;
    }
  }

  private boolean answers() throws InterruptedException {
    GuardedSqld fresh = current(running);
    long deadline = System.nanoTime() + settings.startupTimeout().toNanos();
    do {
      if (isServing()) {
        current(log).onServing();
        report(SqldState.READY);
        return true;
      }
      if (fresh.endsWithin(BETWEEN_QUESTIONS)) {
        return false;
      }
    } while (System.nanoTime() < deadline && stopping.getCount() > 0);
    return false;
  }

  private boolean isServing() {
    Ports here = current(ports);
    String key = "basic " + settings.adminKey();
    return StatusProbe.ask(here.http(), "/health", "none").orElse(0) == 200
        && StatusProbe.ask(here.admin(), "/", key).orElse(0) == 200;
  }

  private void end(Duration timeout) throws InterruptedException {
    GuardedSqld last = last();
    if (last != null && last.isAlive()) {
      last.stop(timeout);
    }
  }

  private @Nullable GuardedSqld last() {
    synchronized (launching) {
      return running;
    }
  }

  private void reportStopped() {
    if (state.get() != SqldState.STOPPED) {
      report(SqldState.STOPPED);
    }
  }

  private void report(SqldState next) {
    state.set(next);
    try {
      listener.onState(next);
    } catch (RuntimeException e) {
      LOG.error("a listener failed on {}", next, e);
    }
  }

  private static <T> T current(@Nullable T started) {
    if (started == null) {
      throw new IllegalStateException("sqld was not started");
    }
    return started;
  }
}
