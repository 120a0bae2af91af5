package dev.gatehouse.loadtest.scenario.revocation;

import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RawMessage;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Requests one after the other on one connection, until one is refused. */
final class Asking implements Hold {
  private static final long PAUSE_NANOS = 3_000_000;

  private final String carrier;
  private final Way way;
  private final RawHttp connection;
  private final Function<RawMessage, byte[]> next;
  private final CompletableFuture<Effect> effect = new CompletableFuture<>();

  /** Begins with a request that must succeed; each other is made from the answer before it. */
  Asking(String carrier, URI url, Way way, byte[] first, Function<RawMessage, byte[]> next)
      throws IOException {
    this.carrier = carrier;
    this.way = way;
    this.next = next;
    this.connection = RawHttp.connect(url);
    RawMessage answer = connection.send(first).read();
    if (!isGood(answer)) {
      connection.close();
      throw new IOException(carrier + " does not begin: " + text(answer));
    }
    Thread.ofVirtual().start(() -> go(answer));
  }

  private void go(RawMessage first) {
    RawMessage answer = first;
    long sent = System.nanoTime();
    long lastGood = sent;
    try {
      while (isGood(answer)) {
        lastGood = sent;
        LockSupport.parkNanos(PAUSE_NANOS);
        sent = System.nanoTime();
        answer = connection.send(next.apply(answer)).read();
      }
      ended(lastGood, text(answer));
    } catch (IOException e) {
      ended(lastGood, e.toString());
    }
  }

  private void ended(long lastGood, String how) {
    effect.complete(new Effect(carrier, System.nanoTime(), lastGood, how, way.isToldBy(how)));
  }

  /** Refusals of gRPC are a status of HTTP's that is good, and a code in the text. */
  private static boolean isGood(RawMessage answer) {
    String text = text(answer);
    return answer.status() == 200 && !text.contains("TOKEN_") && !text.contains("NAMESPACE_");
  }

  private static String text(RawMessage answer) {
    return answer.startLine() + " " + answer.headers() + " " + answer.text();
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
