package dev.gatehouse.gateway.journey.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.journey.rewrite.guard.Handle;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SwapTest {
  private static ByteBuf bytes(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What a swap made, which is the caller's to release. */
  private static String taken(ByteBuf swapped) {
    String text = swapped.toString(StandardCharsets.ISO_8859_1);
    swapped.release();
    return text;
  }

  @Test
  void inJsonOnlyWhatIsBetweenTheQuotesChanges() {
    ByteBuf body = bytes("{\"baton\":\"old\",\"requests\":[]}");
    ByteBuf swapped = Swap.text(body, 0, new Handle("old", 10, 13), "newer");
    assertEquals("{\"baton\":\"newer\",\"requests\":[]}", taken(swapped));
    assertEquals("{\"baton\":\"old\",\"requests\":[]}", taken(body));
  }

  @Test
  void inProtobufTheFieldGetsItsNewLength() {
    ByteBuf swapped =
        Swap.field(bytes("\n\u0003old\u0012\u0000"), 0, new Handle("old", 0, 5), "newer");
    assertEquals("\n\u0005newer\u0012\u0000", taken(swapped));
  }

  @Test
  void aGrpcFrameGetsItsNewLength() {
    ByteBuf frame = bytes("\u0000\u0000\u0000\u0000\u0005\n\u0003old");
    assertTrue(GrpcFrame.isSingle(frame));
    ByteBuf swapped = Swap.field(frame, GrpcFrame.PREFIX_BYTES, new Handle("old", 0, 5), "newer");
    GrpcFrame.setLength(swapped);
    assertTrue(GrpcFrame.isSingle(swapped));
    assertEquals("\u0000\u0000\u0000\u0000\u0007\n\u0005newer", taken(swapped));
  }

  @Test
  void twoFramesACompressedOneOrATornOneAreNotSingle() {
    String one = "\u0000\u0000\u0000\u0000\u0001x";
    assertFalse(GrpcFrame.isSingle(bytes(one + one)));
    assertFalse(GrpcFrame.isSingle(bytes("\u0001\u0000\u0000\u0000\u0001x")));
    assertFalse(GrpcFrame.isSingle(bytes("\u0000\u0000\u0000\u0000\u0002x")));
    assertFalse(GrpcFrame.isSingle(bytes("\u0000\u0000")));
  }

  @Test
  void numbersOfVariableLengthComeBack() {
    for (int value : new int[] {0, 1, 127, 128, 300, 16_383, 16_384, 2_000_000}) {
      ByteBuf buffer = Unpooled.buffer();
      Varint.write(buffer, value);
      assertEquals(Varint.sizeOf(value), buffer.readableBytes());
      assertEquals(value, Varint.read(buffer));
    }
  }
}
