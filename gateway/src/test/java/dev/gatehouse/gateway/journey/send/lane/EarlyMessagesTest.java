package dev.gatehouse.gateway.journey.send.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class EarlyMessagesTest {
  private final EarlyMessages early = new EarlyMessages();
  private final ByteBuf message = Unpooled.buffer(1).writeByte(7);

  @Test
  void comeInTheirTurn() {
    assertTrue(early.add(1, message));
    assertNull(early.poll());
    assertTrue(early.add(2, message));
    take();
    assertNull(early.poll());
    take();
    assertEquals(1, message.refCnt());
  }

  private void take() {
    ByteBuf next = Objects.requireNonNull(early.poll());
    assertEquals(7, next.getByte(0));
    next.release();
  }

  @Test
  void comeOnce() {
    assertTrue(early.add(0, message));
    assertFalse(early.add(0, message));
    assertFalse(early.add(-1, message));
    early.release();
    assertEquals(1, message.refCnt());
  }
}
