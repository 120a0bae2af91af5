package dev.gatehouse.gateway.exchange;

import dev.gatehouse.tenancy.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * What there is to observe of one exchange; stages write it, only the tally reads it.
 *
 * <p>Nothing here ever decides anything.
 */
public final class Journal {
  private final String client;
  private @Nullable Route route;
  private final long startedNanos = System.nanoTime();
  private @Nullable Namespace namespace;
  private int status;
  private long bytesIn;
  private long bytesOut;

  public Journal(String client) {
    this.client = client;
  }

  public void onRouted(Route requested) {
    route = requested;
  }

  public void onIdentified(Namespace caller) {
    namespace = caller;
  }

  public void onReplied(int replied) {
    status = replied;
  }

  public void onReceived(int bytes) {
    bytesIn += bytes;
  }

  public void onSent(int bytes) {
    bytesOut += bytes;
  }

  public String client() {
    return client;
  }

  /** The route, once the head was understood. */
  public @Nullable Route route() {
    return route;
  }

  /** The namespace, once a token has named one. */
  public @Nullable Namespace namespace() {
    return namespace;
  }

  /** The status that the client saw, or 0. */
  public int status() {
    return status;
  }

  public long bytesIn() {
    return bytesIn;
  }

  public long bytesOut() {
    return bytesOut;
  }

  public long nanosSinceStart() {
    return System.nanoTime() - startedNanos;
  }
}
