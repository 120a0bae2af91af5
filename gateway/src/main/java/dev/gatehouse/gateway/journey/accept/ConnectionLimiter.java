package dev.gatehouse.gateway.journey.accept;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.CrossThread;
import io.netty.channel.Channel;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How many connections there may be at once: in all, and from one place. */
@CrossThread
public final class ConnectionLimiter {
  private final int connectionsMax;
  private final int connectionsPerAddressMax;
  private final AddressRanges exempt;
  private final AtomicInteger open = new AtomicInteger();
  private final LongAdder tooMany = new LongAdder();
  private final LongAdder tooManyOfOne = new LongAdder();
  private final ConcurrentHashMap<Long, Integer> openByNetwork = new ConcurrentHashMap<>();

  /** The exempt ranges are those of proxies, behind which many clients share one address. */
  public ConnectionLimiter(int connectionsMax, int connectionsPerAddressMax, AddressRanges exempt) {
    this.connectionsMax = connectionsMax;
    this.connectionsPerAddressMax = connectionsPerAddressMax;
    this.exempt = exempt;
  }

  /** Whether there is room for one more; it is counted until it closes. */
  boolean admits(Channel channel) {
    if (open.incrementAndGet() > connectionsMax) {
      open.decrementAndGet();
      tooMany.increment();
      return false;
    }
    channel.closeFuture().addListener(_ -> open.decrementAndGet());
    return true;
  }

  /** Whether this client may have one more; it is counted until it closes. */
  boolean admits(Channel channel, ClientAddress client) {
    if (exempt.contain(client.address())) {
      return true;
    }
    Long network = client.network();
    if (openByNetwork.merge(network, 1, Integer::sum) > connectionsPerAddressMax) {
      leave(network);
      tooManyOfOne.increment();
      return false;
    }
    channel.closeFuture().addListener(_ -> leave(network));
    return true;
  }

  private void leave(Long network) {
    openByNetwork.computeIfPresent(network, (_, count) -> count == 1 ? null : count - 1);
  }

  /** How many connections there are. */
  public int open() {
    return open.get();
  }

  /** How many were closed as there were too many in all. */
  public long refusedInAll() {
    return tooMany.sum();
  }

  /** How many were closed as there were too many from their address. */
  public long refusedByAddress() {
    return tooManyOfOne.sum();
  }

  /** From how many places they come. */
  int places() {
    return openByNetwork.size();
  }
}
