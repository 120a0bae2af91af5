package dev.gatehouse.loadtest.scenario.revocation;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** One use of a right that is under way. */
interface Hold extends AutoCloseable {
  /** Done when the right ended here. */
  CompletableFuture<Effect> effect();

  @Override
  void close() throws IOException;
}
