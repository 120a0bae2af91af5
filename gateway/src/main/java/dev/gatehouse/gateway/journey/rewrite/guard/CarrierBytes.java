package dev.gatehouse.gateway.journey.rewrite.guard;

import io.netty.buffer.ByteBuf;

/** The readable bytes of a buffer as an array: its own where it has one, else a copy. */
final class CarrierBytes {
  private final byte[] array;
  private final int from;
  private final int to;

  CarrierBytes(ByteBuf buffer) {
    int length = buffer.readableBytes();
    if (buffer.hasArray()) {
      array = buffer.array();
      from = buffer.arrayOffset() + buffer.readerIndex();
    } else {
      array = new byte[length];
      from = 0;
      buffer.getBytes(buffer.readerIndex(), array);
    }
    to = from + length;
  }

  byte[] array() {
    return array;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }
}
