package dev.gatehouse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A server on loopback that behaves as its script says, well or badly. */
public final class ScriptedUpstream implements AutoCloseable {
  private static final long REQUEST_SECONDS_MAX = 20;
  private static final int BACKLOG = 1024;

  private final ServerSocket server;
  private final AtomicReference<Script> script;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<RawMessage> requests = new CopyOnWriteArrayList<>();
  private final BlockingQueue<RawMessage> arrivals = new LinkedBlockingQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch end = new CountDownLatch(1);

  private ScriptedUpstream(ServerSocket server, Script script) {
    this.server = server;
    this.script = new AtomicReference<>(script);
  }

  public static ScriptedUpstream start(Script script) {
    return start(script, 0);
  }

  /** An upstream whose connections take no more than about this much before they are read. */
  public static ScriptedUpstream start(Script script, int receiveBufferBytes) {
    try {
      var server = new ServerSocket();
      if (receiveBufferBytes > 0) {
        server.setReceiveBufferSize(receiveBufferBytes);
      }
      server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
      var upstream = new ScriptedUpstream(server, script);
      Thread.ofVirtual().name("scripted-upstream").start(upstream::accept);
      return upstream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public int port() {
    return server.getLocalPort();
  }

  /** From now on new connections follow this script. */
  public void follow(Script next) {
    script.set(next);
  }

  /** How many connections were made so far. */
  public int connections() {
    return connections.get();
  }

  /** How many connections are open now. */
  public int openConnections() {
    return open.size();
  }

  /** Every request so far, in order of arrival. */
  public List<RawMessage> requests() {
    return new ArrayList<>(requests);
  }

  /** The next request that nobody awaited yet. */
  public RawMessage awaitRequest() throws InterruptedException {
    RawMessage request = arrivals.poll(REQUEST_SECONDS_MAX, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  @Override
  public void close() {
    end.countDown();
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().name("scripted-connection").start(() -> play(socket));
      }
    } catch (IOException closed) {
      end.countDown();
    }
  }

  private void play(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      script.get().play(new ScriptedConnection(socket, this::onRequest, end));
    } catch (IOException clientLeft) {
      // The client's view of it is what tests look at.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private void onRequest(RawMessage request) {
    requests.add(request);
    arrivals.add(request);
  }
}
