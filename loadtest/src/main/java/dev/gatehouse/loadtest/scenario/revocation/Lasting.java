package dev.gatehouse.loadtest.scenario.revocation;

import dev.gatehouse.testkit.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** An answer that goes on and on. */
final class Lasting implements Hold {
  private final String carrier;
  private final boolean sqldMayEnd;
  private final RawHttp connection;
  private final CompletableFuture<Effect> effect = new CompletableFuture<>();

  /**
   * Asks, and waits until the answer has begun. When its head is out, all that can be said is that
   * it is cut off, and not that it is complete; but sqld may say so of a namespace that it drops.
   */
  Lasting(String carrier, URI url, byte[] ask, Way way) throws IOException {
    this.carrier = carrier;
    this.sqldMayEnd = way == Way.PURGE;
    this.connection = RawHttp.connect(url);
    String head = connection.send(ask).readThrough("\r\n\r\n");
    if (!head.startsWith("HTTP/1.1 200")) {
      connection.close();
      throw new IOException(carrier + " does not begin: " + head);
    }
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try {
      connection.readThrough("\r\n0\r\n\r\n");
      ended("complete", sqldMayEnd);
    } catch (IOException e) {
      ended("cut off: " + e.getMessage(), true);
    }
  }

  private void ended(String how, boolean asItShould) {
    effect.complete(new Effect(carrier, System.nanoTime(), 0, how, asItShould));
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
