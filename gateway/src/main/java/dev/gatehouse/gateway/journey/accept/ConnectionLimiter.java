package dev.gatehouse.gateway.journey.accept;

import dev.gatehouse.gateway.exchange.CrossThread;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there may be at once. */
@CrossThread
public final class ConnectionLimiter {
  private final int connectionsMax;
  private final AtomicInteger open = new AtomicInteger();

  public ConnectionLimiter(int connectionsMax) {
    this.connectionsMax = connectionsMax;
  }

  boolean admits(Channel channel) {
    if (open.incrementAndGet() > connectionsMax) {
      open.decrementAndGet();
      return false;
    }
    channel.closeFuture().addListener(_ -> open.decrementAndGet());
    return true;
  }

  /** How many connections there are. */
  public int open() {
    return open.get();
  }
}
