package dev.gatehouse.loadtest.load;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One tenant at work, on one event loop: when it asks, on which line, and what came of it. */
final class Client implements Line.Owner {
  private static final int WAITING_MAX = 20_000;
  private static final int AGAIN_MILLIS = 100;
  private static final double NANOS = 1e9;

  private final Tenant tenant;
  private final Door door;
  private final EventLoop loop;
  private final ArrayDeque<Line> free = new ArrayDeque<>();
  private final Map<Line, Due> asked = new HashMap<>();
  private final ArrayDeque<Due> waiting = new ArrayDeque<>();
  private final Set<Line> opened = new HashSet<>();
  private int lines;
  private Outcomes outcomes = new Outcomes();
  private long cutAt;
  private double next;
  private boolean stopped;

  /** Something to ask, and when, by the clock that never goes back. */
  private static final class Due {
    private final long at;
    private final byte[] ask;

    Due(long at, byte[] ask) {
      this.at = at;
      this.ask = ask;
    }
  }

  Client(Tenant tenant, Door door, EventLoop loop) {
    this.tenant = tenant;
    this.door = door;
    this.loop = loop;
  }

  /** Begins; the share of an interval by which it comes after the others keeps them apart. */
  void begin(double share) {
    cutAt = System.nanoTime();
    switch (tenant.pace()) {
      case Pace.Open open -> {
        next = cutAt + share * NANOS / open.perSecond();
        tick(NANOS / open.perSecond());
      }
      case Pace.Closed closed -> {
        for (int i = 0; i < closed.connections(); i++) {
          due(cutAt);
        }
      }
    }
  }

  private void tick(double interval) {
    if (stopped) {
      return;
    }
    long now = System.nanoTime();
    while (next <= now) {
      outcomes.askedLate(now - (long) next);
      due((long) next);
      next += interval;
    }
    loop.schedule(() -> tick(interval), Math.max(0, (long) next - now), TimeUnit.NANOSECONDS);
  }

  private void due(long at) {
    if (waiting.size() >= WAITING_MAX) {
      outcomes.failed("not sent: too many wait");
      return;
    }
    var due = new Due(at, tenant.asks().get());
    Line line = free.pollLast();
    if (line == null) {
      waiting.add(due);
      openForWaiting();
    } else {
      ask(line, due);
    }
  }

  private void ask(Line line, Due due) {
    asked.put(line, due);
    line.ask(due.ask);
  }

  private void openForWaiting() {
    if (lines < tenant.connectionsMax() && lines - asked.size() < waiting.size()) {
      lines++;
      door.open(loop, tenant.carrier(), this)
          .addListener(
              connected -> {
                if (!connected.isSuccess()) {
                  onNotOpened("connect: " + connected.cause().getClass().getSimpleName());
                }
              });
    }
  }

  @Override
  public void onOpen(Line line) {
    opened.add(line);
    if (stopped) {
      line.channel().close();
    } else {
      useAgain(line);
    }
  }

  @Override
  public void onAnswer(Line line, String errorKind) {
    Due due = asked.remove(line);
    if (due == null) {
      return;
    }
    if (errorKind.isEmpty()) {
      outcomes.answered(System.nanoTime() - due.at);
    } else {
      outcomes.failed(errorKind);
    }
    again();
    if (line.channel().isActive()) {
      useAgain(line);
    }
  }

  private void useAgain(Line line) {
    Due due = waiting.poll();
    if (due == null) {
      free.add(line);
    } else {
      ask(line, due);
    }
  }

  /** A closed pace asks again whatever came of the last one. */
  private void again() {
    if (tenant.pace() instanceof Pace.Closed && !stopped) {
      due(System.nanoTime());
    }
  }

  @Override
  public void onEnd(Line line, String why) {
    if (!opened.remove(line)) {
      onNotOpened(why);
      return;
    }
    lines--;
    free.remove(line);
    Due unanswered = asked.remove(line);
    if (unanswered != null && why.equals(SocketLine.GOING_AWAY)) {
      // A farewell says that what is not answered was not done.
      waiting.addFirst(unanswered);
    } else if (unanswered != null) {
      outcomes.failed(why);
      again();
    }
    openForWaiting();
  }

  /** What waits for a line that cannot be opened would wait for ever. */
  private void onNotOpened(String why) {
    lines--;
    for (int failing = waiting.size(); failing > 0; failing--) {
      waiting.remove();
      outcomes.failed(why);
      if (tenant.pace() instanceof Pace.Closed && !stopped) {
        loop.schedule(() -> due(System.nanoTime()), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** What came of it since it began or was last asked. */
  Outcomes cut() {
    long now = System.nanoTime();
    Outcomes done = outcomes;
    done.lasted(Duration.ofNanos(now - cutAt));
    outcomes = new Outcomes();
    cutAt = now;
    return done;
  }

  /** Asks nothing more. */
  void stop() {
    stopped = true;
  }

  /** Whether something still waits for its answer. */
  boolean isBusy() {
    return !asked.isEmpty() || !waiting.isEmpty();
  }

  /** Gives up on what is not answered, and closes everything. */
  void close() {
    for (int i = asked.size() + waiting.size(); i > 0; i--) {
      outcomes.failed("no answer");
    }
    waiting.clear();
    asked.keySet().forEach(line -> line.channel().close());
    asked.clear();
    free.forEach(line -> line.channel().close());
  }
}
