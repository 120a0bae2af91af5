package dev.gatehouse.gateway.journey.send.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LaneFramesTest {
  private static final int MASK_BYTES = 4;

  private static String payload(ByteBuf out) {
    assertEquals(0x81, out.readUnsignedByte());
    int first = out.readUnsignedByte() & 0x7f;
    long length =
        switch (first) {
          case 126 -> out.readUnsignedShort();
          case 127 -> out.readLong();
          default -> first;
        };
    out.skipBytes(MASK_BYTES);
    assertEquals(out.readableBytes(), length);
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 40, 60, 65_000, 65_450, 70_000})
  void areSplicedAroundTheRequest(int padding) {
    String request = "{ \"type\":\"sequence\",\"sql\":\"" + "x".repeat(padding) + "é\"}";
    String text = "{\"requests\":[" + request + ",…";
    ByteBuf body = Unpooled.copiedBuffer("no" + text, StandardCharsets.UTF_8).skipBytes(2);
    int from = "{\"requests\":[".length();
    int to = from + request.getBytes(StandardCharsets.UTF_8).length;
    ByteBuf out = Unpooled.buffer();
    LaneFrames.request(out, 1_048_577, 30, body, from, to);
    assertEquals(
        "{\"type\":\"request\",\"request_id\":1048577,\"request\":{\"stream_id\":30,"
            + request.substring(1)
            + "}",
        payload(out));
  }
}
