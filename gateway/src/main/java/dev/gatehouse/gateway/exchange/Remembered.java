package dev.gatehouse.gateway.exchange;

import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Where bounded memories begin: they look after themselves on the thread that asks. To wake another
 * one for it, as they would else after every few look-ups, costs an event loop more than the work.
 */
public final class Remembered {
  private Remembered() {}

  public static Caffeine<Object, Object> onCaller() {
    return Caffeine.newBuilder().executor(Runnable::run);
  }
}
