package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.HranaAnswer;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.ProtocolViolation;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Hello;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Kind;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Request;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.json.JsonFactory;

/** Hrana in JSON. What two readers could take for two things is not read at all. */
final class HranaJson implements HranaForm {
  private static final int NESTING_MAX = 120;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
          .build();

  /** The members of a message, in whatever order they come. */
  private static final class Draft {
    private @Nullable String type;
    private @Nullable String jwt;
    private @Nullable Integer requestId;
    private @Nullable String kind;
    private @Nullable Integer stream;
    private @Nullable Integer cursor;
    private @Nullable Integer sql;
    private final List<Integer> sqlsUsed = new ArrayList<>(0);
  }

  @Override
  public Outcome<HranaMessage> read(ByteBuf message) {
    try (JsonParser json = parserOf(message)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return violation();
      }
      var draft = new Draft();
      if (!readMessage(json, draft) || json.nextToken() != null) {
        return violation();
      }
      return messageOf(draft);
    } catch (JacksonException unreadable) {
      return violation();
    }
  }

  private static JsonParser parserOf(ByteBuf message) {
    InputStream bytes = new ByteBufInputStream(message.duplicate());
    return JSON.createParser(ObjectReadContext.empty(), bytes);
  }

  private static Outcome<HranaMessage> violation() {
    return Outcome.stopped(
        new ProtocolViolation(
            WebSocketCloseStatus.INVALID_PAYLOAD_DATA.code(),
            "Cannot deserialize client message from JSON"));
  }

  private static boolean readMessage(JsonParser json, Draft draft) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "type" -> draft.type = textOf(json, value);
        case "jwt" -> {
          draft.jwt = textOf(json, value);
          if (draft.jwt == null && value != JsonToken.VALUE_NULL) {
            return false;
          }
        }
        case "request_id" -> draft.requestId = numberOf(json, value);
        case "request" -> {
          if (value != JsonToken.START_OBJECT) {
            return false;
          }
          readRequest(json, draft);
        }
        default -> json.skipChildren();
      }
    }
    return json.currentToken() == JsonToken.END_OBJECT;
  }

  private static void readRequest(JsonParser json, Draft draft) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "type" -> draft.kind = textOf(json, value);
        case "stream_id" -> draft.stream = numberOf(json, value);
        case "cursor_id" -> draft.cursor = numberOf(json, value);
        case "sql_id" -> draft.sql = numberOf(json, value);
        default -> readSqlIds(json, draft);
      }
    }
  }

  /** Goes over one value, however deep, for the stored texts that it names. */
  private static void readSqlIds(JsonParser json, Draft draft) {
    if (!json.currentToken().isStructStart()) {
      return;
    }
    int depth = 1;
    while (depth > 0) {
      JsonToken token = json.nextToken();
      if (token == null) {
        return;
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_NUMBER_INT && "sql_id".equals(json.currentName())) {
        draft.sqlsUsed.add(json.getIntValue());
      }
    }
  }

  private static @Nullable String textOf(JsonParser json, JsonToken value) {
    json.skipChildren();
    return value == JsonToken.VALUE_STRING ? json.getString() : null;
  }

  private static @Nullable Integer numberOf(JsonParser json, JsonToken value) {
    json.skipChildren();
    return value == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : null;
  }

  private static Outcome<HranaMessage> messageOf(Draft draft) {
    return switch (draft.type) {
      case "hello" -> Outcome.ready(new Hello(draft.jwt));
      case "request" -> requestOf(draft);
      case null, default -> violation();
    };
  }

  private static Outcome<HranaMessage> requestOf(Draft draft) {
    Kind kind = draft.kind == null ? null : Kind.ofLabel(draft.kind).orElse(null);
    if (kind == null
        || draft.requestId == null
        || (kind.namesStream() && draft.stream == null)
        || (kind.namesCursor() && draft.cursor == null)
        || (kind.namesSql() && draft.sql == null)) {
      return violation();
    }
    if (!kind.namesSql() && draft.sql != null) {
      draft.sqlsUsed.add(draft.sql);
    }
    return Outcome.ready(
        new Request(
            draft.requestId,
            kind,
            orNone(draft.stream),
            orNone(draft.cursor),
            kind.namesSql() ? orNone(draft.sql) : 0,
            List.copyOf(draft.sqlsUsed)));
  }

  private static int orNone(@Nullable Integer number) {
    return number == null ? 0 : number;
  }

  @Override
  public ByteBuf hello(ByteBufAllocator alloc, String token) {
    return utf8(alloc, "{\"type\":\"hello\",\"jwt\":\"" + token + "\"}");
  }

  @Override
  public ByteBuf helloOk(ByteBufAllocator alloc) {
    return utf8(alloc, "{\"type\":\"hello_ok\"}");
  }

  @Override
  public ByteBuf helloError(ByteBufAllocator alloc, HranaAnswer error) {
    return utf8(alloc, "{\"type\":\"hello_error\",\"error\":" + errorOf(error) + "}");
  }

  @Override
  public ByteBuf responseOk(ByteBufAllocator alloc, int requestId, Kind kind) {
    return utf8(
        alloc,
        "{\"type\":\"response_ok\",\"request_id\":%d,\"response\":{\"type\":\"%s\"}}"
            .formatted(requestId, kind.label()));
  }

  @Override
  public ByteBuf responseError(ByteBufAllocator alloc, int requestId, HranaAnswer error) {
    return utf8(
        alloc,
        "{\"type\":\"response_error\",\"request_id\":%d,\"error\":%s}"
            .formatted(requestId, errorOf(error)));
  }

  @Override
  public ByteBuf closeStream(ByteBufAllocator alloc, int requestId, int stream) {
    return utf8(
        alloc,
        "{\"type\":\"request\",\"request_id\":%d,\"request\":{\"type\":\"%s\",\"stream_id\":%d}}"
            .formatted(requestId, Kind.CLOSE_STREAM.label(), stream));
  }

  @Override
  public OptionalInt answeredRequest(ByteBuf firstPart) {
    try (JsonParser json = parserOf(firstPart)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean names = "request_id".equals(json.currentName());
        if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && names) {
          return OptionalInt.of(json.getIntValue());
        }
        json.skipChildren();
      }
      return OptionalInt.empty();
    } catch (JacksonException unreadable) {
      return OptionalInt.empty();
    }
  }

  private static String errorOf(HranaAnswer error) {
    return "{\"message\":\"" + quoted(error.message()) + "\",\"code\":\"" + error.code() + "\"}";
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsCharArray(text));
  }

  private static ByteBuf utf8(ByteBufAllocator alloc, String text) {
    return ByteBufUtil.writeUtf8(alloc, text);
  }

  @Override
  public boolean isStreamClosed(ByteBuf message) {
    int responseDepth = 2;
    int depth = 0;
    try (JsonParser json = parserOf(message)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth == responseDepth
            && token == JsonToken.VALUE_STRING
            && "type".equals(json.currentName())) {
          return Kind.CLOSE_STREAM.label().equals(json.getString());
        }
      }
      return false;
    } catch (JacksonException unreadable) {
      return false;
    }
  }

  @Override
  public boolean isHelloOk(ByteBuf message) {
    try (JsonParser json = parserOf(message)) {
      var draft = new Draft();
      return json.nextToken() == JsonToken.START_OBJECT
          && readMessage(json, draft)
          && "hello_ok".equals(draft.type);
    } catch (JacksonException unreadable) {
      return false;
    }
  }
}
