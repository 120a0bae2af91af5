package dev.gatehouse.gateway.exchange;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, from the first byte to the last.
 *
 * <p>Lives on one event loop. What a stage acquires it registers here at once, so that the end
 * gives it back whatever happened in between.
 */
public final class Exchange {
  private final EventLoop loop;
  private final ReplySink reply;
  private final Deadline deadline;
  private final Journal journal;
  private final ClientAddress client;
  private final Deque<Runnable> releases = new ArrayDeque<>(4);
  private final Deque<Runnable> early = new ArrayDeque<>(2);
  private @Nullable Later<?> awaited;
  private boolean ended;

  public Exchange(
      EventLoop loop, ReplySink reply, Deadline deadline, Journal journal, ClientAddress client) {
    this.loop = loop;
    this.reply = reply;
    this.deadline = deadline;
    this.journal = journal;
    this.client = client;
  }

  public EventLoop loop() {
    return loop;
  }

  public ReplySink reply() {
    assert loop.inEventLoop();
    return reply;
  }

  public Journal journal() {
    assert loop.inEventLoop();
    return journal;
  }

  /** Where the client is, for limits that count by address. */
  public ClientAddress client() {
    return client;
  }

  /** An exchange of its own for looking at something once more; it answers nobody. */
  public Exchange aside() {
    assert loop.inEventLoop();
    var bound = new Deadline(loop);
    var aside = new Exchange(loop, reply, bound, new Journal(journal.client()), client);
    aside.onEnd(bound::cancel);
    return aside;
  }

  /** An outcome to wait for; silence longer than the bound becomes the refusal. */
  public <T> Later<T> await(Duration bound, Supplier<Refusal> whenSilent) {
    assert loop.inEventLoop();
    var later = new Later<T>();
    awaited = later;
    deadline.set(bound, () -> later.stop(whenSilent.get()));
    return later;
  }

  /** Moves the bound of the current wait to this long from now. */
  public void extend(Duration bound) {
    assert loop.inEventLoop();
    deadline.extend(bound);
  }

  /** Stops whatever the exchange waits for. */
  public void interrupt(Refusal refusal) {
    assert loop.inEventLoop();
    if (awaited != null) {
      awaited.stop(refusal);
    }
  }

  /** Registers something to give back at the end, in reverse order of acquisition. */
  public void onEnd(Runnable release) {
    assert loop.inEventLoop();
    if (ended) {
      release.run();
    } else {
      releases.push(release);
    }
  }

  /**
   * Registers something to give back just before the last bytes of the answer: a client that has
   * read them may ask for it again.
   */
  public void onLastBytes(Runnable release) {
    assert loop.inEventLoop();
    if (ended) {
      release.run();
    } else {
      early.push(release);
    }
  }

  /** The last bytes of the answer are about to go out. */
  public void beforeLastBytes() {
    assert loop.inEventLoop();
    while (!early.isEmpty()) {
      early.pop().run();
    }
  }

  /** Answers a refusal, if the client can still be told. */
  public void refuse(Refusal refusal) {
    beforeLastBytes();
    reply.refuse(refusal);
  }

  /** Gives back everything that stages acquired. */
  public void releaseAll() {
    assert loop.inEventLoop();
    ended = true;
    deadline.clear();
    beforeLastBytes();
    while (!releases.isEmpty()) {
      releases.pop().run();
    }
  }

  public boolean isEnded() {
    return ended;
  }
}
