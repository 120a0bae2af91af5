package dev.gatehouse.gateway.journey.rewrite.guard;

import dev.gatehouse.gateway.journey.rewrite.guard.ProtobufShape.Field;
import dev.gatehouse.gateway.journey.rewrite.guard.Verdict.Forbidden;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one protobuf message. sqld would let the last of repeated fields win, merge
 * messages, and pass over what it does not know; no client sends that, and here it is refused.
 */
final class ProtobufWalk {
  private static final int DEPTH_MAX = 90;

  private final SqlReader guard;
  private final ProtobufCursor bytes;
  private final int start;
  private final CarrierTally tally;

  private @Nullable Handle handle;
  private @Nullable RequestKind kind;
  private int requestId;
  private int streamId;

  ProtobufWalk(SqlReader guard, ProtobufCursor bytes) {
    this.guard = guard;
    this.tally = new CarrierTally(guard.statementsMax());
    this.bytes = bytes;
    this.start = bytes.position();
  }

  CarrierSummary body(ProtobufShape shape) throws UnreadableException {
    message(shape, 0);
    tally.baton(handle);
    return tally.summary();
  }

  ClientMessage clientMessage() throws UnreadableException {
    message(ProtobufShapes.CLIENT_MESSAGE, 0);
    if (kind == null) {
      throw ProtobufCursor.malformed();
    }
    return new ClientMessage(kind, handle, requestId, streamId, tally.statements());
  }

  ProxyCall proxyCall(ProtobufShape shape) throws UnreadableException {
    message(shape, 0);
    return new ProxyCall(handle, tally.statements());
  }

  private void message(ProtobufShape shape, int depth) throws UnreadableException {
    if (depth > DEPTH_MAX) {
      throw new UnreadableException(Reason.TOO_DEEP);
    }
    if (shape.isStatement()) {
      tally.statement();
    }
    int seen = 0;
    while (!bytes.atEnd()) {
      int from = bytes.position();
      int key = bytes.key();
      int number = key >>> 3;
      Field field = shape.field(number);
      if (field == null) {
        throw new UnreadableException(Reason.UNKNOWN_FIELD);
      }
      if ((key & 7) != field.role().wireType()) {
        throw ProtobufCursor.malformed();
      }
      if ((seen & 1 << number) != 0 && !field.repeated()) {
        throw new UnreadableException(Reason.DUPLICATE_FIELD);
      }
      seen |= 1 << number;
      value(field, from, depth);
    }
    if (!shape.allows(seen)) {
      throw ProtobufCursor.malformed();
    }
  }

  private void value(Field field, int from, int depth) throws UnreadableException {
    switch (field.role()) {
      case VARINT -> bytes.varint();
      case REQUEST_ID -> requestId = int32();
      case STREAM_ID -> streamId = int32();
      case STORED_DESCRIBED -> throw new UnreadableException(Reason.DESCRIBE_STORED);
      case FIXED64 -> bytes.skip(Long.BYTES);
      case BYTES -> bytes.skip(bytes.length());
      case TEXT -> text();
      case SQL -> sql(SqlUse.RUN);
      case DESCRIBED_SQL -> sql(SqlUse.DESCRIBE);
      case HANDLE -> handle = handle(from);
      case MESSAGE -> nested(field, depth);
    }
  }

  private void nested(Field field, int depth) throws UnreadableException {
    if (field.kind() != null) {
      kind = field.kind();
      tally.request(field.kind());
    }
    if (field.message() != null) {
      int outer = bytes.enter(bytes.length());
      message(field.message(), depth + 1);
      bytes.leave(outer);
    }
  }

  private int int32() throws UnreadableException {
    long value = bytes.varint();
    if (value != (int) value) {
      throw ProtobufCursor.malformed();
    }
    return (int) value;
  }

  /** Passes over a text and returns where it begins. */
  private int text() throws UnreadableException {
    int length = bytes.length();
    int from = bytes.position();
    if (!Utf8.isValid(bytes.bytes(), from, from + length)) {
      throw new UnreadableException(Reason.INVALID_TEXT);
    }
    bytes.skip(length);
    return from;
  }

  private void sql(SqlUse use) throws UnreadableException {
    int from = text();
    Verdict verdict = guard.check(bytes.bytes(), from, bytes.position(), use);
    if (verdict instanceof Forbidden(Reason reason)) {
      throw new UnreadableException(reason);
    }
    if (kind == RequestKind.SEQUENCE) {
      tally.further(StatementCount.in(bytes.bytes(), from, bytes.position()));
    }
  }

  private Handle handle(int fieldFrom) throws UnreadableException {
    int from = text();
    int length = bytes.position() - from;
    if (length > Handle.BYTES_MAX) {
      throw new UnreadableException(Reason.HANDLE_TOO_LONG);
    }
    String text = new String(bytes.bytes(), from, length, StandardCharsets.UTF_8);
    return new Handle(text, fieldFrom - start, bytes.position() - start);
  }
}
