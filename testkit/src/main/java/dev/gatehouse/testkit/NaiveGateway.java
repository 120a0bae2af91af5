package dev.gatehouse.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gateway that one writes in an afternoon: it looks at a connection's first token, adds the
 * namespace header to the first request, and passes the bytes on.
 */
public final class NaiveGateway implements AutoCloseable {
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final int HEAD_BYTES_MAX = 64 << 10;
  private static final String BEARER = "\r\nauthorization: bearer ";

  private final ServerSocket listener;
  private final URI upstream;
  private final Map<String, String> namespaces;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private NaiveGateway(ServerSocket listener, URI upstream, Map<String, String> namespaces) {
    this.listener = listener;
    this.upstream = upstream;
    this.namespaces = Map.copyOf(namespaces);
  }

  /** One that knows these tokens, and of each the namespace. */
  public static NaiveGateway before(URI upstream, Map<String, String> namespaces)
      throws IOException {
    var gateway =
        new NaiveGateway(
            new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), upstream, namespaces);
    Thread.ofVirtual().start(gateway::accept);
    return gateway;
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      Optional<String> namespace = namespaceOf(head);
      if (namespace.isEmpty() && !head.startsWith("GET /health ")) {
        answer(client.getOutputStream(), "401 Unauthorized");
        return;
      }
      try (Socket server = new Socket(upstream.getHost(), upstream.getPort())) {
        open.add(server);
        server.getOutputStream().write(named(head, namespace));
        Thread.ofVirtual().start(() -> pass(client, server));
        pass(server, client);
      } catch (IOException down) {
        answer(client.getOutputStream(), "503 Service Unavailable");
      }
    } catch (IOException gone) {
      // The client went away, and there is nobody to tell.
    } finally {
      open.removeIf(Socket::isClosed);
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith(END_OF_HEAD) && head.size() < HEAD_BYTES_MAX) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no whole head");
      }
      head.write(next);
      if (next == '\n') {
        text = head.toString(StandardCharsets.ISO_8859_1);
      }
    }
    return text;
  }

  private Optional<String> namespaceOf(String head) {
    int at = head.toLowerCase(Locale.ROOT).indexOf(BEARER);
    if (at < 0) {
      return Optional.empty();
    }
    int from = at + BEARER.length();
    return Optional.ofNullable(namespaces.get(head.substring(from, head.indexOf('\r', from))));
  }

  private static byte[] named(String head, Optional<String> namespace) {
    String header =
        namespace
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .map(name -> Base64.getEncoder().withoutPadding().encodeToString(name))
            .map(name -> "\r\nx-namespace-bin: " + name)
            .orElse("");
    String kept = head.substring(0, Math.max(0, head.length() - END_OF_HEAD.length()));
    return (kept + header + END_OF_HEAD).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // Either side may go at any time; the other is closed with it.
    }
  }

  private static void answer(OutputStream out, String status) throws IOException {
    String head = "HTTP/1.1 " + status + "\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
