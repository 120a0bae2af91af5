package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.TenantRecord;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One question to the registry, however many wait for its answer. */
@CrossThread
final class Lookup {
  private final Namespace namespace;
  private final long begunNanos;
  private volatile boolean probe;
  private volatile boolean returned;
  private volatile boolean outdated;
  private final CompletableFuture<Told> told = new CompletableFuture<>();

  Lookup(Namespace namespace, long begunNanos) {
    this.namespace = namespace;
    this.begunNanos = begunNanos;
  }

  /** What came of it. */
  sealed interface Told {
    /** The registry answered. */
    record Says(Optional<TenantRecord> found) implements Told {}

    /** The registry did not answer. */
    record Nothing() implements Told {}

    /** The namespace was changed meanwhile: nobody may be given what was read before. */
    record Outdated() implements Told {}
  }

  Namespace namespace() {
    return namespace;
  }

  long ageNanos(long nowNanos) {
    return nowNanos - begunNanos;
  }

  /** It finds out whether the registry can be read again. */
  void becomeProbe() {
    probe = true;
  }

  boolean isProbe() {
    return probe;
  }

  /** The registry has answered or failed; whoever waits is told in a moment. */
  void comeBack() {
    returned = true;
  }

  boolean isBack() {
    return returned;
  }

  /** What it reads was changed meanwhile. */
  void outdate() {
    outdated = true;
  }

  boolean isOutdated() {
    return outdated;
  }

  /** What came of it, once something did. */
  Optional<Told> told() {
    return told.isDone() ? Optional.of(told.resultNow()) : Optional.empty();
  }

  void tell(Told what) {
    told.complete(what);
  }

  /** Hands over what came of it, now or later, on whatever thread. */
  void whenTold(Consumer<Told> follower) {
    told.thenAccept(follower);
  }
}
