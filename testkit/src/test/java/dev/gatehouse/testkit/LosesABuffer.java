package dev.gatehouse.testkit;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;

/** A test class with the fault that the leak check is for; only a JVM of its own runs it. */
class LosesABuffer {
  @Test
  void forgetsToRelease() {
    ByteBufAllocator.DEFAULT.buffer(16).writeInt(1);
  }
}
