package dev.gatehouse.app.handover;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.UnixChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that this process listens on: made by it, or another's that it took over.
 *
 * <p>Two processes with one socket share its queue as well: what one of them does not accept, the
 * other does.
 */
public final class ListeningSockets {
  private final Map<Door, Integer> inherited = new EnumMap<>(Door.class);
  private final Map<Door, Channel> open = new EnumMap<>(Door.class);

  /** None is another's. */
  public static ListeningSockets none() {
    return new ListeningSockets();
  }

  /** Those of another process, in the order of {@link Door}. */
  static ListeningSockets inherited(List<Integer> sockets) {
    var all = new ListeningSockets();
    int next = 0;
    for (Door door : Door.values()) {
      all.inherited.put(door, sockets.get(next++));
    }
    return all;
  }

  /** Listens at a door: on the socket that was taken over where it is bound there, or a new one. */
  public synchronized ChannelFuture bind(
      Door door,
      ServerBootstrap bootstrap,
      Class<? extends ServerChannel> type,
      InetSocketAddress address) {
    ChannelFuture bound = taken(door, bootstrap, address);
    if (bound == null) {
      bound = bootstrap.channel(type).bind(address);
    }
    open.put(door, bound.channel());
    return bound;
  }

  private @Nullable ChannelFuture taken(
      Door door, ServerBootstrap bootstrap, InetSocketAddress address) {
    Integer socket = inherited.remove(door);
    if (socket == null) {
      return null;
    }
    var channel = new EpollServerSocketChannel(socket);
    if (!isAt(channel.localAddress(), address)) {
      channel.unsafe().closeForcibly();
      return null;
    }
    return bootstrap.channelFactory(() -> channel).register();
  }

  private static boolean isAt(InetSocketAddress there, InetSocketAddress wanted) {
    boolean samePort = wanted.getPort() == 0 || wanted.getPort() == there.getPort();
    boolean sameHost =
        wanted.getAddress().equals(there.getAddress())
            || (wanted.getAddress().isAnyLocalAddress() && there.getAddress().isAnyLocalAddress());
    return samePort && sameHost;
  }

  /** Listens there no more; who waits to be accepted is lost unless another process accepts. */
  public synchronized void close(Door door) {
    Channel channel = open.get(door);
    if (channel != null) {
      channel.close().awaitUninterruptibly();
    }
  }

  /** Those that are open, for another process; none where this system cannot pass them on. */
  synchronized List<UnixChannel> shareable() {
    var all = new ArrayList<UnixChannel>();
    for (Door door : Door.values()) {
      if (open.get(door) instanceof UnixChannel socket) {
        all.add(socket);
      }
    }
    return all.size() == Door.values().length ? all : List.of();
  }
}
