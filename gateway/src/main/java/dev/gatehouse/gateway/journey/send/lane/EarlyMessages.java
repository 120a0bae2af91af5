package dev.gatehouse.gateway.journey.send.lane;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages that came before their turn. */
final class EarlyMessages {
  private final List<@Nullable ByteBuf> waiting = new ArrayList<>(0);

  /** Keeps the message that is this many after the next; false where there is one already. */
  boolean add(int places, ByteBuf message) {
    if (places < 0) {
      return false;
    }
    while (waiting.size() <= places) {
      waiting.add(null);
    }
    if (waiting.get(places) != null) {
      return false;
    }
    waiting.set(places, message.retainedDuplicate());
    return true;
  }

  /** The next message, if it has come, to be released by the caller; another one is next then. */
  @Nullable ByteBuf poll() {
    return waiting.isEmpty() ? null : waiting.removeFirst();
  }

  void release() {
    for (ByteBuf message : waiting) {
      if (message != null) {
        message.release();
      }
    }
    waiting.clear();
  }
}
