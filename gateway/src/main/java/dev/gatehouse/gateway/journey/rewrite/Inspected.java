package dev.gatehouse.gateway.journey.rewrite;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A body that may reach sqld.
 *
 * @param body its bytes, to be released by whoever is given them
 * @param handle how sqld knows the stream that it works on; null where it names none
 * @param closes whether it closes its stream
 * @param statements how many statements, or other requests, it holds
 */
record Inspected(ByteBuf body, @Nullable String handle, boolean closes, int statements) {
  static Inspected unchanged(ByteBuf body) {
    return new Inspected(body.retain(), null, false, 0);
  }

  /** Says nothing of what is in it. */
  @Override
  public String toString() {
    return "Inspected[closes=" + closes + "]";
  }
}
