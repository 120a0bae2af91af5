package dev.gatehouse.admin.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How far a backup is; read while it runs. */
public final class BackupProgress {
  private final String id;
  private final Instant begunAt;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong unchanged = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long all;

  BackupProgress(String id, Instant begunAt) {
    this.id = id;
    this.begunAt = begunAt;
  }

  public String id() {
    return id;
  }

  public Instant begunAt() {
    return begunAt;
  }

  void expect(long namespaces) {
    all = namespaces;
  }

  void saved(boolean isUnchanged) {
    done.incrementAndGet();
    if (isUnchanged) {
      unchanged.incrementAndGet();
    }
  }

  void failed(long namespaces) {
    failed.set(namespaces);
  }

  /** How many namespaces there are. */
  public long all() {
    return all;
  }

  /** How many are saved. */
  public long done() {
    return done.get();
  }

  /** How many of those had not changed since an earlier backup. */
  public long unchanged() {
    return unchanged.get();
  }

  /** How many could not be saved. */
  public long failed() {
    return failed.get();
  }

  void end() {
    ended.countDown();
  }

  /** Waits until it has ended, or answers false after this long. */
  public boolean awaitEnd(Duration bound) throws InterruptedException {
    return ended.await(bound.toMillis(), TimeUnit.MILLISECONDS);
  }
}
