package dev.gatehouse.gateway.journey.rewrite.guard;

/** Walks the wire format of protobuf in place, in its one shortest spelling only. */
final class ProtobufCursor {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH_DELIMITED = 2;

  private final byte[] bytes;
  private int at;
  private int end;

  ProtobufCursor(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return at;
  }

  boolean atEnd() {
    return at == end;
  }

  /** Narrows the view to the next so many bytes and returns the old end for {@link #leave}. */
  int enter(int length) {
    int outer = end;
    end = at + length;
    return outer;
  }

  void leave(int outer) {
    end = outer;
  }

  long varint() throws UnreadableException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at == end) {
        throw malformed();
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        boolean overlong = b == 0 && shift > 0;
        boolean overflows = shift == 63 && b > 1;
        if (overlong || overflows) {
          throw malformed();
        }
        return value;
      }
    }
    throw malformed();
  }

  /** A field's key: its number times eight plus its wire type. */
  int key() throws UnreadableException {
    long key = varint();
    if (key < 8 || key > 1 << 16) {
      throw malformed();
    }
    return (int) key;
  }

  int length() throws UnreadableException {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw malformed();
    }
    return (int) length;
  }

  void skip(int length) throws UnreadableException {
    if (length > end - at) {
      throw malformed();
    }
    at += length;
  }

  static UnreadableException malformed() {
    return new UnreadableException(Reason.MALFORMED);
  }
}
