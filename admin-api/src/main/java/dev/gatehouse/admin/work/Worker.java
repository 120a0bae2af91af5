package dev.gatehouse.admin.work;

/** A thread of its own for work without an end, until it is closed. */
public final class Worker implements AutoCloseable {
  private final Thread thread;

  private Worker(Thread thread) {
    this.thread = thread;
  }

  /** Work that may wait. */
  public interface Work {
    void run() throws InterruptedException;
  }

  public static Worker start(String name, Work work) {
    return new Worker(
        Thread.ofVirtual()
            .name(name)
            .start(
                () -> {
                  try {
                    work.run();
                  } catch (InterruptedException closed) {
                    // That is how it ends.
                  }
                }));
  }

  /** Interrupts the work, and waits for its end. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
