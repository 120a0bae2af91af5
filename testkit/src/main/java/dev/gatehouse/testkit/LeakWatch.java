package dev.gatehouse.testkit;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Hears of every buffer that Netty finds to be lost without release, in the whole JVM. */
final class LeakWatch {
  private static final LeakWatch INSTANCE = new LeakWatch();
  private static final int ROUNDS = 2;
  private static final long COLLECTION_MILLIS_MAX = 2_000;

  private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isUsed = new AtomicBoolean();

  private LeakWatch() {}

  /** The watch of this JVM, in force from the first call on. */
  static LeakWatch install() {
    if (!(ResourceLeakDetectorFactory.instance() instanceof Factory)) {
      ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
      ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(INSTANCE.new Factory());
    }
    return INSTANCE;
  }

  /** The leaks found since the last call, after a search for those not yet found. */
  List<String> drain() {
    if (isUsed.get()) {
      for (int round = 0; round < ROUNDS; round++) {
        awaitCollection();
        // Netty looks for lost buffers when it hands out another one.
        ByteBufAllocator.DEFAULT.buffer(1).release();
        PooledByteBufAllocator.DEFAULT.buffer(1).release();
      }
    }
    List<String> found = new ArrayList<>();
    for (@Nullable String leak = leaks.poll(); leak != null; leak = leaks.poll()) {
      found.add(leak);
    }
    return found;
  }

  private static void awaitCollection() {
    var queue = new ReferenceQueue<Object>();
    var lost = new WeakReference<>(new Object(), queue);
    System.gc();
    try {
      queue.remove(COLLECTION_MILLIS_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lost.clear();
  }

  private final class Factory extends ResourceLeakDetectorFactory {
    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval, long maxActive) {
      return newResourceLeakDetector(resource, samplingInterval);
    }

    @Override
    public <T> ResourceLeakDetector<T> newResourceLeakDetector(
        Class<T> resource, int samplingInterval) {
      isUsed.set(true);
      return new Detector<>(resource, samplingInterval, leaks);
    }
  }

  private static final class Detector<T> extends ResourceLeakDetector<T> {
    private final Queue<String> leaks;

    Detector(Class<?> resource, int samplingInterval, Queue<String> leaks) {
      super(resource, samplingInterval);
      this.leaks = leaks;
    }

    @Override
    protected boolean needReport() {
      return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
      leaks.add("LEAK: " + resourceType + " was lost without release" + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
      leaks.add("LEAK: " + resourceType + " was lost without release");
    }
  }
}
