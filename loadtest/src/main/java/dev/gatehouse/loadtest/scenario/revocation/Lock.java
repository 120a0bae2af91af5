package dev.gatehouse.loadtest.scenario.revocation;

import dev.gatehouse.loadtest.load.Asks;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RawMessage;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** A transaction that was left open behind a baton, and somebody who waits for its lock. */
final class Lock implements Hold {
  private final RawHttp waiting;
  private final CompletableFuture<Effect> effect = new CompletableFuture<>();

  /** Leaves a transaction open, and asks for the lock with another token. */
  Lock(URI url, byte[] begin, String otherToken) throws IOException {
    try (RawHttp connection = RawHttp.connect(url)) {
      RawMessage begun = connection.send(begin).read();
      if (!begun.text().contains("\"type\":\"ok\"")) {
        throw new IOException("no transaction: " + begun.text());
      }
    }
    waiting = RawHttp.connect(url);
    waiting.send(Asks.pipeline(otherToken, "begin immediate", "rollback"));
    Thread.ofVirtual().start(this::await);
  }

  private void await() {
    try {
      String answer = waiting.read().text();
      ended(answer, answer.contains("results") && !answer.contains("\"type\":\"error\""));
    } catch (IOException e) {
      ended(e.toString(), false);
    }
  }

  private void ended(String how, boolean asItShould) {
    effect.complete(new Effect("lock behind a baton", System.nanoTime(), 0, how, asItShould));
  }

  @Override
  public CompletableFuture<Effect> effect() {
    return effect;
  }

  @Override
  public void close() throws IOException {
    waiting.close();
  }
}
