package dev.gatehouse.admin.api;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The socket of the admin API and its connections. */
public final class AdminListener implements AutoCloseable {
  static final int CONNECTIONS_MAX = 256;
  private static final Duration DRAIN = Duration.ofSeconds(10);
  private static final AdminConnectionHandler.Timeouts TIMEOUTS =
      new AdminConnectionHandler.Timeouts(Duration.ofSeconds(75), Duration.ofSeconds(30));

  private final Dispatcher dispatcher;
  private final EventLoopGroup loop;
  private final ExecutorService calls =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("admin-call-", 0).factory());
  private final ChannelGroup connections =
      new DefaultChannelGroup("admin", GlobalEventExecutor.INSTANCE, true);
  private final Channel socket;
  private volatile boolean leaving;

  private AdminListener(Dispatcher dispatcher, InetSocketAddress address, Binding binding)
      throws AdminListenException {
    this.dispatcher = dispatcher;
    var threads = new DefaultThreadFactory("admin-io", true);
    boolean epoll = Epoll.isAvailable();
    this.loop =
        new MultiThreadIoEventLoopGroup(
            1, threads, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    Class<? extends ServerChannel> type =
        epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    var bootstrap =
        new ServerBootstrap()
            .group(loop)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Connections());
    ChannelFuture bound = binding.bind(bootstrap, type, address).awaitUninterruptibly();
    this.socket = bound.channel();
    if (!bound.isSuccess()) {
      stop();
      throw new AdminListenException(
          "cannot listen on %s:%d: %s"
              .formatted(address.getHostString(), address.getPort(), reason(bound.cause())),
          bound.cause());
    }
  }

  private static String reason(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("in use") ? "the port is in use" : message;
  }

  /** Serves the API there; an address that others can reach needs a key that someone chose. */
  public static AdminListener open(
      InetSocketAddress address, AdminKey key, ControlPlane control, Binding binding)
      throws AdminListenException {
    Records records = control.records();
    var doorkeeper = new Doorkeeper(key, records.keys(), new FailedKeys(System::nanoTime));
    return open(
        address.getHostString(),
        address.getPort(),
        key,
        binding,
        new Dispatcher(Endpoints.all(control), doorkeeper, records.replies(), records.audit()));
  }

  static AdminListener open(String host, int port, AdminKey key, Dispatcher dispatcher)
      throws AdminListenException {
    return open(host, port, key, Binding.NEW, dispatcher);
  }

  private static AdminListener open(
      String host, int port, AdminKey key, Binding binding, Dispatcher dispatcher)
      throws AdminListenException {
    InetSocketAddress address = new InetSocketAddress(resolve(host), port);
    if (!address.getAddress().isLoopbackAddress() && !key.isConfigured()) {
      throw new AdminListenException(
          "the admin API does not listen on %s, where others can reach it, without a key that you"
                  .formatted(host)
              + " chose: set admin.key, or listen on 127.0.0.1");
    }
    return new AdminListener(dispatcher, address, binding);
  }

  private static InetAddress resolve(String host) throws AdminListenException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new AdminListenException("cannot listen on %s: no such host".formatted(host), e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.localAddress();
  }

  /** Accepts nobody any more; a connection that is there ends with its next reply. */
  public void leave() {
    leaving = true;
    socket.close().awaitUninterruptibly();
  }

  /** Waits until all connections have ended, within a bound. */
  public void awaitLeft(Duration bound) {
    connections.newCloseFuture().awaitUninterruptibly(bound.toMillis());
  }

  /** Ends idle connections at once, the others when their reply is out, all within a bound. */
  @Override
  public void close() {
    leave();
    for (Channel connection : connections) {
      ChannelPipeline handlers = connection.pipeline();
      loop.execute(() -> handlers.fireUserEventTriggered(AdminConnectionHandler.Leave.IF_IDLE));
    }
    awaitLeft(DRAIN);
    stop();
  }

  private void stop() {
    connections.close().awaitUninterruptibly();
    calls.shutdownNow();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Prepares each connection, handlers in the order of the wire. */
  private final class Connections extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel connection) {
      if (connections.size() >= CONNECTIONS_MAX) {
        var _ = connection.close();
        return;
      }
      connections.add(connection);
      connection
          .pipeline()
          .addLast(new HttpServerCodec())
          .addLast(new FlowControlHandler())
          .addLast(new AdminConnectionHandler(dispatcher, calls, TIMEOUTS, () -> leaving));
    }
  }
}
