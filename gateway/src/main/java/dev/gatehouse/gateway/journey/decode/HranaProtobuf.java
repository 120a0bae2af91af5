package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.HranaAnswer;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.ProtocolViolation;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Hello;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Kind;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Request;
import dev.gatehouse.gateway.journey.decode.ProtobufReader.Broken;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Hrana in protobuf. A field that is repeated, unknown or of another type is not read over. */
final class HranaProtobuf implements HranaForm {
  private static final int HELLO = 1;
  private static final int REQUEST = 2;
  private static final int HELLO_OK = 1;
  private static final int HELLO_ERROR = 2;
  private static final int RESPONSE_OK = 3;
  private static final int RESPONSE_ERROR = 4;

  /** Where a kind of request names the things that it works on; 0 where it does not. */
  private record Layout(int stream, int cursor, int sql, int sqlUsed, int statement, int batch) {
    static Layout of(Kind kind) {
      return switch (kind) {
        case OPEN_STREAM, CLOSE_STREAM, GET_AUTOCOMMIT -> new Layout(1, 0, 0, 0, 0, 0);
        case EXECUTE -> new Layout(1, 0, 0, 0, 2, 0);
        case BATCH -> new Layout(1, 0, 0, 0, 0, 2);
        case OPEN_CURSOR -> new Layout(1, 2, 0, 0, 0, 3);
        case CLOSE_CURSOR, FETCH_CURSOR -> new Layout(0, 1, 0, 0, 0, 0);
        case SEQUENCE, DESCRIBE -> new Layout(1, 0, 0, 3, 0, 0);
        case STORE_SQL, CLOSE_SQL -> new Layout(0, 0, 1, 0, 0, 0);
      };
    }
  }

  @Override
  public Outcome<HranaMessage> read(ByteBuf message) {
    try {
      var fields = new ProtobufReader(message);
      if (!fields.hasMore()) {
        throw new Broken("an empty message");
      }
      HranaMessage read =
          switch (fields.nextField()) {
            case HELLO -> readHello(fields.bytes());
            case REQUEST -> readRequest(fields.bytes());
            default -> throw new Broken("an unknown message");
          };
      if (fields.hasMore()) {
        throw new Broken("more than one message");
      }
      return Outcome.ready(read);
    } catch (Broken unreadable) {
      return Outcome.stopped(
          new ProtocolViolation(
              WebSocketCloseStatus.INVALID_PAYLOAD_DATA.code(),
              "Cannot decode client message from Protobuf"));
    }
  }

  private static Hello readHello(ByteBuf bytes) {
    var fields = new ProtobufReader(bytes);
    if (!fields.hasMore()) {
      return new Hello(null);
    }
    if (fields.nextField() != 1) {
      throw new Broken("an unknown field of a hello");
    }
    String jwt = fields.bytes().toString(StandardCharsets.UTF_8);
    if (fields.hasMore()) {
      throw new Broken("more than a token in a hello");
    }
    return new Hello(jwt);
  }

  private static Request readRequest(ByteBuf bytes) {
    var fields = new ProtobufReader(bytes);
    Integer id = null;
    Kind kind = null;
    ByteBuf body = null;
    while (fields.hasMore()) {
      int field = fields.nextField();
      if (field == 1 && id == null) {
        id = fields.int32();
      } else if (field > 1 && kind == null) {
        kind = Kind.ofField(field).orElseThrow(() -> new Broken("an unknown kind of request"));
        body = fields.bytes();
      } else {
        throw new Broken("a field of a request is repeated");
      }
    }
    if (kind == null || body == null) {
      throw new Broken("a request asks for nothing");
    }
    return readBody(id == null ? 0 : id, kind, body);
  }

  private static Request readBody(int id, Kind kind, ByteBuf bytes) {
    Layout layout = Layout.of(kind);
    var sqlsUsed = new ArrayList<Integer>(0);
    Integer stream = null;
    Integer cursor = null;
    Integer sql = null;
    var fields = new ProtobufReader(bytes);
    while (fields.hasMore()) {
      int field = fields.nextField();
      if (field == layout.stream) {
        stream = once(stream, fields);
      } else if (field == layout.cursor) {
        cursor = once(cursor, fields);
      } else if (field == layout.sql) {
        sql = once(sql, fields);
      } else if (field == layout.sqlUsed) {
        sqlsUsed.add(fields.int32());
      } else if (field == layout.statement) {
        readStatement(fields.bytes(), sqlsUsed);
      } else if (field == layout.batch) {
        readBatch(fields.bytes(), sqlsUsed);
      } else {
        fields.skip();
      }
    }
    return new Request(
        id, kind, orNone(stream), orNone(cursor), orNone(sql), List.copyOf(sqlsUsed));
  }

  private static Integer once(@Nullable Integer seen, ProtobufReader fields) {
    if (seen != null) {
      throw new Broken("an id is repeated");
    }
    return fields.int32();
  }

  private static int orNone(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  private static void readBatch(ByteBuf batch, List<Integer> sqlsUsed) {
    var fields = new ProtobufReader(batch);
    while (fields.hasMore()) {
      if (fields.nextField() == 1) {
        readStep(fields.bytes(), sqlsUsed);
      } else {
        fields.skip();
      }
    }
  }

  private static void readStep(ByteBuf step, List<Integer> sqlsUsed) {
    var fields = new ProtobufReader(step);
    while (fields.hasMore()) {
      if (fields.nextField() == 2) {
        readStatement(fields.bytes(), sqlsUsed);
      } else {
        fields.skip();
      }
    }
  }

  private static void readStatement(ByteBuf statement, List<Integer> sqlsUsed) {
    var fields = new ProtobufReader(statement);
    while (fields.hasMore()) {
      if (fields.nextField() == 2) {
        sqlsUsed.add(fields.int32());
      } else {
        fields.skip();
      }
    }
  }

  @Override
  public ByteBuf hello(ByteBufAllocator alloc, String token) {
    return message(alloc, HELLO, field(alloc, 1, text(alloc, token)));
  }

  @Override
  public ByteBuf helloOk(ByteBufAllocator alloc) {
    return message(alloc, HELLO_OK, alloc.buffer(0));
  }

  @Override
  public ByteBuf helloError(ByteBufAllocator alloc, HranaAnswer error) {
    return message(alloc, HELLO_ERROR, field(alloc, 1, errorOf(alloc, error)));
  }

  @Override
  public ByteBuf responseOk(ByteBufAllocator alloc, int requestId, Kind kind) {
    ByteBuf body = requestId(alloc, requestId);
    append(body, field(alloc, kind.field(), alloc.buffer(0)));
    return message(alloc, RESPONSE_OK, body);
  }

  @Override
  public ByteBuf responseError(ByteBufAllocator alloc, int requestId, HranaAnswer error) {
    ByteBuf body = requestId(alloc, requestId);
    append(body, field(alloc, 2, errorOf(alloc, error)));
    return message(alloc, RESPONSE_ERROR, body);
  }

  @Override
  public ByteBuf closeStream(ByteBufAllocator alloc, int requestId, int stream) {
    ByteBuf body = requestId(alloc, requestId);
    append(body, field(alloc, Kind.CLOSE_STREAM.field(), requestId(alloc, stream)));
    return message(alloc, REQUEST, body);
  }

  @Override
  public OptionalInt answeredRequest(ByteBuf firstPart) {
    try {
      var fields = new ProtobufReader(firstPart);
      int kind = fields.hasMore() ? fields.nextField() : 0;
      if (kind != RESPONSE_OK && kind != RESPONSE_ERROR) {
        return OptionalInt.empty();
      }
      fields.enter();
      // The number 0 goes without saying.
      return OptionalInt.of(fields.hasMore() && fields.nextField() == 1 ? fields.int32() : 0);
    } catch (Broken unreadable) {
      return OptionalInt.empty();
    }
  }

  private static ByteBuf errorOf(ByteBufAllocator alloc, HranaAnswer error) {
    ByteBuf body = field(alloc, 1, text(alloc, error.message()));
    append(body, field(alloc, 2, text(alloc, error.code())));
    return body;
  }

  private static ByteBuf requestId(ByteBufAllocator alloc, int id) {
    ByteBuf body = alloc.buffer();
    body.writeByte(1 << 3);
    writeVarint(body, id);
    return body;
  }

  private static ByteBuf message(ByteBufAllocator alloc, int kind, ByteBuf body) {
    return field(alloc, kind, body);
  }

  private static ByteBuf text(ByteBufAllocator alloc, String text) {
    ByteBuf bytes = alloc.buffer();
    bytes.writeCharSequence(text, StandardCharsets.UTF_8);
    return bytes;
  }

  private static ByteBuf field(ByteBufAllocator alloc, int number, ByteBuf content) {
    ByteBuf field = alloc.buffer(content.readableBytes() + 6);
    field.writeByte((number << 3) | 2);
    writeVarint(field, content.readableBytes());
    append(field, content);
    return field;
  }

  private static void append(ByteBuf to, ByteBuf content) {
    to.writeBytes(content);
    content.release();
  }

  private static void writeVarint(ByteBuf to, long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      to.writeByte(((int) rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    to.writeByte((int) rest);
  }

  @Override
  public boolean isStreamClosed(ByteBuf message) {
    try {
      var outer = new ProtobufReader(message);
      if (!outer.hasMore() || outer.nextField() != RESPONSE_OK) {
        return false;
      }
      var fields = new ProtobufReader(outer.bytes());
      while (fields.hasMore()) {
        if (fields.nextField() == Kind.CLOSE_STREAM.field()) {
          return true;
        }
        fields.skip();
      }
      return false;
    } catch (Broken unreadable) {
      return false;
    }
  }

  @Override
  public boolean isHelloOk(ByteBuf message) {
    try {
      var fields = new ProtobufReader(message);
      return fields.hasMore() && fields.nextField() == HELLO_OK;
    } catch (Broken unreadable) {
      return false;
    }
  }
}
