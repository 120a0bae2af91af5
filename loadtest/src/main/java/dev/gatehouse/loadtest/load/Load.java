package dev.gatehouse.loadtest.load;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Tenants that ask a server, all at once. They share one event loop unless told otherwise, so that
 * the load takes little from what it measures.
 */
public final class Load implements AutoCloseable {
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(10);
  private static final int CHECK_MILLIS = 10;

  private final MultiThreadIoEventLoopGroup loops;
  private final Map<String, Client> clients = new LinkedHashMap<>();
  private final Map<String, EventLoop> loopOf = new LinkedHashMap<>();

  private Load(int threads) {
    this.loops =
        new MultiThreadIoEventLoopGroup(
            threads, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /** Begins; it goes on until it is closed. */
  public static Load start(URI url, List<Tenant> tenants) throws InterruptedException {
    return start(url, "127.0.0.1", 1, tenants);
  }

  /**
   * The same.
   *
   * @param from the address of this machine to come from, such as {@code 127.0.0.2}
   * @param threads how many event loops
   */
  public static Load start(URI url, String from, int threads, List<Tenant> tenants)
      throws InterruptedException {
    var load = new Load(threads);
    var door = new Door(url, InetAddress.ofLiteral(from));
    for (int i = 0; i < tenants.size(); i++) {
      Tenant tenant = tenants.get(i);
      EventLoop loop = load.loops.next();
      var client = new Client(tenant, door, loop);
      load.clients.put(tenant.name(), client);
      load.loopOf.put(tenant.name(), loop);
      double share = (double) i / tenants.size();
      loop.submit(() -> client.begin(share)).await();
    }
    return load;
  }

  /** Warms up, measures, and stops. */
  public static Map<String, Outcomes> run(
      URI url, Duration warmUp, Duration measured, List<Tenant> tenants)
      throws InterruptedException {
    try (Load load = start(url, tenants)) {
      Thread.sleep(warmUp);
      load.cut();
      Thread.sleep(measured);
      return load.cut();
    }
  }

  /** What came of it, by tenant, since it began or was last asked. */
  public Map<String, Outcomes> cut() throws InterruptedException {
    Map<String, Outcomes> all = new LinkedHashMap<>();
    for (var client : clients.entrySet()) {
      all.put(client.getKey(), on(client.getKey(), client.getValue()::cut));
    }
    return all;
  }

  /** Asks nothing more, waits for the last answers, and says what came of it since the last cut. */
  public Map<String, Outcomes> finish() throws InterruptedException {
    each(Client::stop);
    long until = System.nanoTime() + LAST_ANSWERS.toNanos();
    while (System.nanoTime() < until && isBusy()) {
      Thread.sleep(CHECK_MILLIS);
    }
    each(Client::close);
    return cut();
  }

  private boolean isBusy() throws InterruptedException {
    for (var client : clients.entrySet()) {
      if (on(client.getKey(), client.getValue()::isBusy)) {
        return true;
      }
    }
    return false;
  }

  private interface Deed {
    void on(Client client);
  }

  private void each(Deed deed) throws InterruptedException {
    for (var client : clients.entrySet()) {
      on(
          client.getKey(),
          () -> {
            deed.on(client.getValue());
            return client;
          });
    }
  }

  private <T> T on(String tenant, Callable<T> question) throws InterruptedException {
    EventLoop loop = loopOf.get(tenant);
    if (loop == null) {
      throw new IllegalArgumentException("no tenant is called " + tenant);
    }
    return loop.submit(question).await().getNow();
  }

  /** Rows for a table with {@link Outcomes#COLUMNS}. */
  public static List<List<String>> rows(Map<String, Outcomes> all) {
    List<List<String>> rows = new ArrayList<>();
    all.forEach((who, outcomes) -> rows.add(outcomes.row(who)));
    return rows;
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
