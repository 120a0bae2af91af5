package dev.gatehouse.gateway.journey.locate;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Settling;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.SilentReply;
import dev.gatehouse.gateway.journey.locate.TenantDirectory.Freshness;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceDirectory;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.testkit.ManualClock;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A directory before a registry that does what a test says, when the test says it. */
final class LookupStand {
  static final Duration STALE_FOR = Duration.ofMinutes(10);
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
  static final long BYTES_MAX = 1 << 20;
  static final long UNKNOWN_BYTES_MAX = 64 << 10;

  final ManualClock clock = new ManualClock();
  final TenantDirectory directory;
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Deque<Runnable> offTheLoop = new ArrayDeque<>();
  private final Registry registry = new Registry();
  private @Nullable Runnable afterAnswer;
  private boolean rejecting;

  LookupStand() {
    this(ANSWER_WITHIN);
  }

  LookupStand(Duration answerWithin) {
    var freshness =
        new Freshness(
            BYTES_MAX,
            UNKNOWN_BYTES_MAX,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            STALE_FOR,
            answerWithin);
    this.directory =
        new TenantDirectory(
            registry, freshness, this::execute, clock::nanos, clock, _ -> onAnswer());
  }

  private void onAnswer() {
    Runnable next = afterAnswer;
    afterAnswer = null;
    if (next != null) {
      next.run();
    }
  }

  private void execute(Runnable work) {
    if (rejecting) {
      throw new RejectedExecutionException();
    }
    offTheLoop.add(work);
  }

  /** The registry's tenants, and what happens once one was read and not yet handed over. */
  private static final class Registry implements NamespaceDirectory {
    private final Map<Namespace, TenantRecord> records = new HashMap<>();
    private final List<Consumer<Namespace>> listeners = new ArrayList<>();
    private @Nullable Runnable afterRead;
    private boolean failing;
    private int reads;

    @Override
    public Optional<TenantRecord> find(Namespace namespace) {
      reads++;
      if (failing) {
        throw new IllegalStateException("the disk is gone");
      }
      Optional<TenantRecord> found = Optional.ofNullable(records.get(namespace));
      Runnable next = afterRead;
      afterRead = null;
      if (next != null) {
        next.run();
      }
      return found;
    }

    @Override
    public void onChange(Consumer<Namespace> listener) {
      listeners.add(listener);
    }
  }

  /** What came of one look-up. */
  static final class Answer {
    private @Nullable Settling<Optional<TenantRecord>> settled;

    boolean isSettled() {
      return settled != null;
    }

    @SuppressWarnings("unchecked")
    Optional<TenantRecord> found() {
      return ((Ready<Optional<TenantRecord>>) assertInstanceOf(Ready.class, settled)).product();
    }

    Refusal refusal() {
      return assertInstanceOf(Stopped.class, settled).refusal();
    }
  }

  Answer find(String namespace) {
    var exchange =
        new Exchange(
            channel.eventLoop(),
            new SilentReply(() -> {}),
            new Deadline(channel.eventLoop()),
            new Journal("192.0.2.1"),
            new ClientAddress(InetAddress.ofLiteral("192.0.2.1")));
    var answer = new Answer();
    directory.find(new Namespace(namespace), exchange).finish(end -> answer.settled = end);
    return answer;
  }

  /** Runs what waits for a thread, and what follows from it. */
  void work() {
    while (!offTheLoop.isEmpty()) {
      offTheLoop.poll().run();
      channel.runPendingTasks();
    }
  }

  /** Waits for a timer of the event loop, which no test can move. */
  void await(Answer answer) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!answer.isSettled() && System.nanoTime() < end) {
      channel.runScheduledPendingTasks();
      Thread.onSpinWait();
    }
  }

  int waiting() {
    return offTheLoop.size();
  }

  void rejectEverything() {
    rejecting = true;
  }

  int reads() {
    return registry.reads;
  }

  void fail() {
    registry.failing = true;
  }

  void recover() {
    registry.failing = false;
  }

  /** Does something between the next read and its end. */
  void readThen(Runnable next) {
    registry.afterRead = next;
  }

  /** Does something when the registry has answered and nobody was told yet. */
  void answerThen(Runnable next) {
    afterAnswer = next;
  }

  /** Changes a tenant as the admin API does. */
  TenantRecord put(String name, Lifecycle state) {
    TenantRecord record = putSilently(name, state);
    tell(record.namespace());
    return record;
  }

  /** Changes a tenant behind everybody's back. */
  TenantRecord putSilently(String name, Lifecycle state) {
    var namespace = new Namespace(name);
    TenantRecord before = registry.records.get(namespace);
    NamespaceId id = before == null ? NamespaceId.random() : before.id();
    var record = new TenantRecord(namespace, id, new NodeId("main"), state, Optional.empty());
    registry.records.put(namespace, record);
    return record;
  }

  void remove(String name) {
    registry.records.remove(new Namespace(name));
    tell(new Namespace(name));
  }

  private void tell(Namespace namespace) {
    registry.listeners.forEach(listener -> listener.accept(namespace));
  }

  /** A tenant that is there and at hand. */
  TenantRecord known(String name) {
    TenantRecord record = putSilently(name, Lifecycle.ACTIVE);
    find(name);
    work();
    return record;
  }

  /** A name that was asked for in vain. */
  void unknown(String name) {
    find(name);
    work();
  }
}
