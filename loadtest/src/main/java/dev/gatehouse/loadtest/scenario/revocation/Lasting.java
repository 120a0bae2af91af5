package dev.gatehouse.loadtest.scenario.revocation;

import dev.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** An answer that goes on and on. */
final class Lasting implements Hold {
  private final String carrier;
  private final RawHttp connection;
  private final CompletableFuture<Effect> effect = new CompletableFuture<>();

  /** Asks, and waits until the answer has begun. */
  Lasting(String carrier, URI url, byte[] ask) throws IOException {
    this.carrier = carrier;
    this.connection = RawHttp.connect(url);
    String head = connection.send(ask).readThrough("\r\n\r\n");
    if (!head.startsWith("HTTP/1.1 200")) {
      connection.close();
      throw new IOException(carrier + " does not begin: " + head);
    }
    Thread.ofVirtual().start(this::read);
  }

  /** Its head is out: all that can be said is that it is cut off, and not that it is complete. */
  private void read() {
    try {
      String rest = connection.readToEnd();
      ended(rest.endsWith("0\r\n\r\n") ? "complete" : "cut off");
    } catch (IOException e) {
      ended("cut off: " + e.getMessage());
    }
  }

  private void ended(String how) {
    effect.complete(new Effect(carrier, System.nanoTime(), 0, how, how.startsWith("cut off")));
  }

  @Override
  public CompletableFuture<Effect> effect() {
    return effect;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
