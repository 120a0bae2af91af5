package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.admin.provision.NodeAdmin;
import dev.gatehouse.admin.provision.NodeFailedException;
import dev.gatehouse.tenancy.NamespaceId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trial of all that a request passes, against a public port that says what it is told to. */
class ChainTest {
  private static final String GOOD =
      "HTTP/1.1 200 OK\r\n\r\n{\"results\":[{\"type\":\"ok\"},{\"type\":\"ok\"}]}";

  @TempDir private Path data;
  private final AtomicInteger asked = new AtomicInteger();
  private DataFolder folder;
  private ServerSocket port;
  private volatile String answer = GOOD;

  /** An sqld that has every namespace, or none and makes none. */
  private record Node(boolean works) implements NodeAdmin {
    @Override
    public void create(NamespaceId id) throws NodeFailedException {
      throw new NodeFailedException("not now");
    }

    @Override
    public boolean exists(NamespaceId id) {
      return works;
    }

    @Override
    public void delete(NamespaceId id) {}
  }

  @BeforeEach
  void listen() throws Exception {
    folder = DataFolder.open(data);
    port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::serve);
  }

  private void serve() {
    while (true) {
      try (Socket client = port.accept()) {
        client.getInputStream().read(new byte[4096]);
        asked.incrementAndGet();
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        return;
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    port.close();
    folder.close();
  }

  private static String mint(Duration lasting) {
    return "token for " + lasting;
  }

  private Chain chain(boolean sqldWorks) throws Exception {
    return new Chain(
        Canary.of(folder),
        new Node(sqldWorks),
        ChainTest::mint,
        _ -> new Socket(port.getInetAddress(), port.getLocalPort()));
  }

  private void assertBroken(String part, Chain chain) {
    var readiness = chain.now();
    assertTrue(!readiness.ready() && readiness.because().startsWith(part), readiness.toString());
  }

  @Test
  void holdsWhereARequestIsAnswered() throws Exception {
    assertTrue(chain(true).now().ready());
  }

  @Test
  void isTriedOnceHoweverOftenItIsAskedFor() throws Exception {
    Chain chain = chain(true);
    for (int i = 0; i < 100; i++) {
      assertTrue(chain.now().ready());
    }
    assertEquals(1, asked.get());
  }

  @Test
  void namesThePartThatIsBroken() throws Exception {
    assertBroken("sqld: ", chain(false));
    answer = "HTTP/1.1 401 Unauthorized\r\n\r\n";
    assertBroken("token: ", chain(true));
    answer = "HTTP/1.1 503 Service Unavailable\r\n\r\n{\"code\":\"DIRECTORY_DOWN\"}";
    assertBroken("registry: ", chain(true));
    answer = "HTTP/1.1 502 Bad Gateway\r\n\r\n";
    assertBroken("sqld: ", chain(true));
    Chain.Gangway closed =
        _ -> {
          throw new ConnectException("refused");
        };
    assertBroken(
        "listener: ", new Chain(Canary.of(folder), new Node(true), ChainTest::mint, closed));
  }
}
