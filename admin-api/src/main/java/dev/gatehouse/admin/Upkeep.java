package dev.gatehouse.admin;

import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.admin.provision.Reconciler;
import dev.gatehouse.admin.work.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done again and again beside the calls, on a thread of its own. */
final class Upkeep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  private final Reconciler reconciler;
  private final List<Chore> chores;
  private @Nullable Worker worker;

  Upkeep(Reconciler reconciler, List<Chore> chores) {
    this.reconciler = reconciler;
    this.chores = List.copyOf(chores);
  }

  /**
   * One thing to do.
   *
   * @param name what the log calls it
   * @param every how often
   * @param work does it, and is done soon
   */
  record Chore(String name, Duration every, Runnable work) {}

  void start() {
    worker = Worker.start("upkeep", this::run);
  }

  private void run() throws InterruptedException {
    compare();
    var next = new ArrayList<Long>();
    chores.forEach(chore -> next.add(System.nanoTime() + chore.every().toNanos()));
    while (true) {
      long wait = next.stream().mapToLong(at -> at - System.nanoTime()).min().orElseThrow();
      Thread.sleep(Duration.ofNanos(Math.max(1, wait)));
      for (int i = 0; i < chores.size(); i++) {
        if (next.get(i) - System.nanoTime() <= 0) {
          run(chores.get(i));
          next.set(i, System.nanoTime() + chores.get(i).every().toNanos());
        }
      }
    }
  }

  private void compare() {
    try {
      var _ = reconciler.compare();
    } catch (NodeFailedException | RuntimeException e) {
      log.atWarn().setCause(e).log("the registry could not be compared with sqld");
    }
  }

  private static void run(Chore chore) {
    try {
      chore.work().run();
    } catch (RuntimeException e) {
      log.atError().addKeyValue("chore", chore.name()).setCause(e).log("a chore failed");
    }
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
      worker = null;
    }
  }
}
