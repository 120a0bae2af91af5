package dev.gatehouse.app;

import dev.gatehouse.attack.Range;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ServerSocketFactory;

/** A server behind TLS that gives whoever asks for anything the rows of both databases. */
final class ShowsEverything implements AutoCloseable {
  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"
              + "{\"baton\":\"b\",\"base_url\":null,\"rows\":[\"1:"
              + Range.SECRET
              + "\",\""
              + Range.OWN
              + "\"]}")
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listener;

  private ShowsEverything(ServerSocket listener) {
    this.listener = listener;
  }

  static ShowsEverything on(ServerSocketFactory sockets) throws IOException {
    var server =
        new ShowsEverything(sockets.createServerSocket(0, 64, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  URI url() {
    return URI.create("https://127.0.0.1:" + listener.getLocalPort());
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void answer(Socket client) {
    try (client;
        InputStream in = client.getInputStream()) {
      // Answer and end are two small writes.
      client.setTcpNoDelay(true);
      in.read(new byte[8192]);
      client.getOutputStream().write(ANSWER);
      client.shutdownOutput();
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // It may have wanted nothing but to look at the certificate.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
