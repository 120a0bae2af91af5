package dev.gatehouse.gateway.journey.rewrite.guard;

import org.jspecify.annotations.Nullable;

/** A protobuf message that carries SQL: its fields by number, and what each is to the guard. */
final class ProtobufShape {
  private static final int NUMBER_MAX = 13;

  /** What a field is. */
  enum Role {
    VARINT(ProtobufCursor.VARINT),
    REQUEST_ID(ProtobufCursor.VARINT),
    STREAM_ID(ProtobufCursor.VARINT),
    /** A reference to a stored text, which must not be described. */
    STORED_DESCRIBED(ProtobufCursor.VARINT),
    FIXED64(ProtobufCursor.FIXED64),
    BYTES(ProtobufCursor.LENGTH_DELIMITED),
    TEXT(ProtobufCursor.LENGTH_DELIMITED),
    /** An SQL text that will run. */
    SQL(ProtobufCursor.LENGTH_DELIMITED),
    /** An SQL text that will be described. */
    DESCRIBED_SQL(ProtobufCursor.LENGTH_DELIMITED),
    /** A baton, token or client id. */
    HANDLE(ProtobufCursor.LENGTH_DELIMITED),
    MESSAGE(ProtobufCursor.LENGTH_DELIMITED);

    private final int wireType;

    Role(int wireType) {
      this.wireType = wireType;
    }

    int wireType() {
      return wireType;
    }
  }

  /**
   * One field.
   *
   * @param message what is in it, where it is a message
   * @param kind what it asks for, where it is a request
   */
  record Field(
      Role role, boolean repeated, @Nullable ProtobufShape message, @Nullable RequestKind kind) {}

  private final @Nullable Field[] fields = new Field[NUMBER_MAX + 1];
  private int required;
  private int exclusive;
  private boolean statement;

  ProtobufShape with(int number, Role role) {
    fields[number] = new Field(role, false, null, null);
    return this;
  }

  ProtobufShape withMany(int number, Role role) {
    fields[number] = new Field(role, true, null, null);
    return this;
  }

  ProtobufShape with(int number, ProtobufShape message) {
    fields[number] = new Field(Role.MESSAGE, false, message, null);
    return this;
  }

  ProtobufShape withMany(int number, ProtobufShape message) {
    fields[number] = new Field(Role.MESSAGE, true, message, null);
    return this;
  }

  ProtobufShape with(int number, RequestKind kind, ProtobufShape message) {
    fields[number] = new Field(Role.MESSAGE, false, message, kind);
    return this;
  }

  /** Fields without which sqld would refuse the message, or fail on it. */
  ProtobufShape required(int... numbers) {
    required = bits(numbers);
    return this;
  }

  /** Fields of which at most one may be there. */
  ProtobufShape exclusive(int first, int last) {
    for (int number = first; number <= last; number++) {
      exclusive |= 1 << number;
    }
    return this;
  }

  /** The message stands for one statement. */
  ProtobufShape statement() {
    statement = true;
    return this;
  }

  private static int bits(int... numbers) {
    int bits = 0;
    for (int number : numbers) {
      bits |= 1 << number;
    }
    return bits;
  }

  @Nullable Field field(int number) {
    return number < fields.length ? fields[number] : null;
  }

  boolean isStatement() {
    return statement;
  }

  /** Whether exactly these fields make a message that can be read in one way only. */
  boolean allows(int seen) {
    return (seen & required) == required && Integer.bitCount(seen & exclusive) <= 1;
  }
}
