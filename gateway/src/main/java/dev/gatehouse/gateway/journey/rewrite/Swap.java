package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.journey.rewrite.guard.Handle;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Puts another handle in the place of one in a message. */
interface Swap {
  /** The key of field 1 with a length: where protobuf messages hold their handle. */
  int FIELD_1 = 0x0a;

  /** A new message; what stands before the origin of the handle's place stays as it is. */
  ByteBuf in(ByteBuf message, int origin, Handle place, String replacement);

  /** In JSON, what is between the quotes is replaced. */
  static ByteBuf text(ByteBuf message, int origin, Handle place, String replacement) {
    byte[] value = replacement.getBytes(StandardCharsets.US_ASCII);
    return spliced(message, origin, place, value, new byte[0]);
  }

  /** In protobuf, the whole field is replaced. */
  static ByteBuf field(ByteBuf message, int origin, Handle place, String replacement) {
    byte[] value = replacement.getBytes(StandardCharsets.US_ASCII);
    return spliced(message, origin, place, value, Varint.keyAndLength(FIELD_1, value.length));
  }

  private static ByteBuf spliced(
      ByteBuf message, int origin, Handle place, byte[] value, byte[] prefix) {
    int start = message.readerIndex() + origin + place.from();
    int resume = message.readerIndex() + origin + place.to();
    int tail = message.writerIndex() - resume;
    int head = start - message.readerIndex();
    return message
        .alloc()
        .buffer(head + prefix.length + value.length + tail)
        .writeBytes(message, message.readerIndex(), head)
        .writeBytes(prefix)
        .writeBytes(value)
        .writeBytes(message, resume, tail);
  }
}
