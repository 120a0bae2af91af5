package dev.gatehouse.gateway.journey.decode;

import io.netty.buffer.ByteBuf;

/** Reads the fields of one protobuf message, each after the other; anything odd is an exception. */
final class ProtobufReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final int VARINT_BYTES_MAX = 10;

  private final ByteBuf bytes;
  private int wireType;

  /** The bytes are no such message. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Broken(String what) {
      super(what, null, false, false);
    }
  }

  ProtobufReader(ByteBuf bytes) {
    this.bytes = bytes.duplicate();
  }

  boolean hasMore() {
    return bytes.isReadable();
  }

  /** Reads the number of the next field. */
  int nextField() {
    long tag = varint();
    if (tag >>> 3 == 0 || tag >>> 32 != 0) {
      throw new Broken("a field number is out of bounds");
    }
    wireType = (int) tag & 7;
    return (int) (tag >>> 3);
  }

  /** Reads the field's value, a whole number of 32 bits. */
  int int32() {
    expect(VARINT);
    return (int) varint();
  }

  /** Reads the field's value, some bytes, which stay the message's. */
  ByteBuf bytes() {
    expect(LENGTH_DELIMITED);
    long length = varint();
    if (length < 0 || length > bytes.readableBytes()) {
      throw new Broken("a field is longer than its message");
    }
    return bytes.readSlice((int) length);
  }

  /** Goes on with the fields within this one, of which some may not be here yet. */
  void enter() {
    expect(LENGTH_DELIMITED);
    varint();
  }

  void skip() {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> skip(8);
      case LENGTH_DELIMITED -> bytes();
      case FIXED32 -> skip(4);
      default -> throw new Broken("a wire type is unknown");
    }
  }

  private void skip(int length) {
    if (bytes.readableBytes() < length) {
      throw new Broken("a field is longer than its message");
    }
    bytes.skipBytes(length);
  }

  private void expect(int expected) {
    if (wireType != expected) {
      throw new Broken("a field has another type than expected");
    }
  }

  private long varint() {
    long value = 0;
    for (int i = 0; i < VARINT_BYTES_MAX; i++) {
      if (!bytes.isReadable()) {
        throw new Broken("the message ends inside a number");
      }
      byte next = bytes.readByte();
      value |= (long) (next & 0x7f) << (7 * i);
      if (next >= 0) {
        if (i == VARINT_BYTES_MAX - 1 && next > 1) {
          throw new Broken("a number is out of bounds");
        }
        return value;
      }
    }
    throw new Broken("a number is too long");
  }
}
