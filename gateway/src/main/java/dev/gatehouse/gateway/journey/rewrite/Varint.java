package dev.gatehouse.gateway.journey.rewrite;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Protobuf's numbers of variable length. */
final class Varint {
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;
  private static final int BYTES_MAX = 5;

  private Varint() {}

  static byte[] keyAndLength(int key, int length) {
    byte[] bytes = new byte[1 + sizeOf(length)];
    bytes[0] = (byte) key;
    ByteBuf rest = Unpooled.wrappedBuffer(bytes, 1, bytes.length - 1).clear();
    write(rest, length);
    return bytes;
  }

  static int sizeOf(int value) {
    return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(value) + BITS - 1) / BITS);
  }

  static void write(ByteBuf to, int value) {
    int rest = value;
    while (rest >= MORE) {
      to.writeByte(rest % MORE | MORE);
      rest >>>= BITS;
    }
    to.writeByte(rest);
  }

  /** The number at the reader's place, which moves on; -1 where it is not whole yet or too long. */
  static int read(ByteBuf from) {
    from.markReaderIndex();
    int value = 0;
    for (int i = 0; i < BYTES_MAX && from.isReadable(); i++) {
      int part = from.readUnsignedByte();
      value |= (part & (MORE - 1)) << (BITS * i);
      if (part < MORE) {
        return value;
      }
    }
    from.resetReaderIndex();
    return -1;
  }
}
