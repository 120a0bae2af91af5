package dev.gatehouse.app;

import java.time.Duration;

/** Renews a proof again and again, and tells each time what came of it. */
final class Watch {
  private final Thread thread;

  private Watch(Thread thread) {
    this.thread = thread;
  }

  /** Begins after this time. */
  static Watch over(Proof proof, Duration first, Runnable afterEach) {
    return new Watch(
        Thread.ofVirtual()
            .name("inspection")
            .start(
                () -> {
                  try {
                    for (Duration wait = first; ; wait = proof.renew()) {
                      afterEach.run();
                      Thread.sleep(wait);
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  /** Looks no more, once the inspection under way has ended. */
  void end() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
