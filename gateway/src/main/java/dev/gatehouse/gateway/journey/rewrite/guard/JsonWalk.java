package dev.gatehouse.gateway.journey.rewrite.guard;

import dev.gatehouse.gateway.journey.rewrite.guard.Verdict.Forbidden;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one JSON message, field by field as sqld declares them.
 *
 * <p>sqld would also take an array in place of most objects; no client sends that, and here it is
 * malformed.
 */
final class JsonWalk {
  private final SqlReader guard;
  private final JsonCursor json;
  private final int start;
  private final CarrierTally tally;

  private int streamId;

  JsonWalk(SqlReader guard, JsonCursor json) {
    this.guard = guard;
    this.tally = new CarrierTally(guard.statementsMax());
    this.json = json;
    this.start = json.position();
  }

  /** {@code {"baton", "requests": [...]}}. */
  CarrierSummary pipeline() throws UnreadableException {
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      switch (field) {
        case BATON -> tally.baton(handle());
        case REQUESTS -> requests();
        default -> json.skip();
      }
    }
    require(JsonField.REQUESTS, seen);
    return finish();
  }

  private void requests() throws UnreadableException {
    for (boolean more = json.enter('[', ']'); more; more = json.another(']')) {
      RequestKind kind = request();
      if (!kind.isPipelined()) {
        throw malformed();
      }
    }
  }

  /** {@code {"baton", "batch": {...}}}, or the same without a baton. */
  CarrierSummary batch(RequestKind kind) throws UnreadableException {
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      switch (field) {
        case BATON -> tally.baton(handle());
        case BATCH -> steps();
        default -> json.skip();
      }
    }
    require(JsonField.BATCH, seen);
    tally.request(kind);
    return finish();
  }

  /** {@code {"stmt": {...}}}. */
  CarrierSummary execute() throws UnreadableException {
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      if (field == JsonField.STMT) {
        statement();
      } else {
        json.skip();
      }
    }
    require(JsonField.STMT, seen);
    tally.request(RequestKind.EXECUTE);
    return finish();
  }

  /** {@code {"statements": ["sql" or {"q", "params"}]}}. */
  CarrierSummary legacyStatements() throws UnreadableException {
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      if (field != JsonField.STATEMENTS) {
        json.skip();
        continue;
      }
      for (boolean next = json.enter('[', ']'); next; next = json.another(']')) {
        legacyStatement();
      }
    }
    require(JsonField.STATEMENTS, seen);
    return finish();
  }

  private void legacyStatement() throws UnreadableException {
    tally.request(RequestKind.EXECUTE);
    tally.statement();
    if (json.peek() == '"') {
      sql(SqlUse.RUN);
      return;
    }
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      switch (field) {
        case Q -> sql(SqlUse.RUN);
        case PARAMS -> json.skip();
        default -> throw new UnreadableException(Reason.UNKNOWN_FIELD);
      }
    }
    require(JsonField.Q, seen);
  }

  /** {@code {"type": "hello", "jwt"}} or {@code {"type": "request", "request_id", "request"}}. */
  ClientMessage clientMessage() throws UnreadableException {
    boolean hello = false;
    Handle token = null;
    int requestId = 0;
    RequestKind kind = null;
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      switch (field) {
        case TYPE -> hello = messageIsHello();
        case JWT -> token = handle();
        case REQUEST_ID -> requestId = json.integer();
        case REQUEST -> kind = request();
        default -> json.skip();
      }
    }
    require(JsonField.TYPE, seen);
    json.finish();
    if (hello) {
      return new ClientMessage(RequestKind.HELLO, token, 0, 0, 0);
    }
    require(JsonField.REQUEST_ID, seen);
    if (kind == null || !kind.isOverWebSocket()) {
      throw malformed();
    }
    return new ClientMessage(kind, null, requestId, streamId, tally.statements());
  }

  private boolean messageIsHello() throws UnreadableException {
    json.string();
    if (json.textIs("request")) {
      return false;
    }
    if (json.textIs("hello")) {
      return true;
    }
    throw malformed();
  }

  private RequestKind request() throws UnreadableException {
    RequestKind kind = null;
    Reason against = null;
    boolean stored = false;
    int inText = 1;
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      switch (field) {
        case TYPE -> {
          json.string();
          kind = RequestKind.named(json.text(), json.textFrom(), json.textTo());
        }
        case STMT -> statement();
        case BATCH -> steps();
        case SQL -> {
          boolean maybeDescribed = kind == null || kind == RequestKind.DESCRIBE;
          if (!json.takeNull()) {
            against = runnable(maybeDescribed);
            inText = StatementCount.in(json.text(), json.textFrom(), json.textTo());
          }
        }
        case SQL_ID -> stored = hasStoredText();
        case STREAM_ID -> streamId = json.integer();
        default -> json.skip();
      }
    }
    if (kind == null) {
      throw malformed();
    }
    if (kind == RequestKind.DESCRIBE && (against != null || stored)) {
      throw new UnreadableException(against != null ? against : Reason.DESCRIBE_STORED);
    }
    if (kind == RequestKind.DESCRIBE || kind == RequestKind.SEQUENCE) {
      tally.statement();
      tally.further(inText);
    }
    tally.request(kind);
    return kind;
  }

  private boolean hasStoredText() throws UnreadableException {
    if (json.takeNull()) {
      return false;
    }
    json.integer();
    return true;
  }

  private void statement() throws UnreadableException {
    tally.statement();
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      if (field == JsonField.SQL && !json.takeNull()) {
        sql(SqlUse.RUN);
      } else if (field != JsonField.SQL) {
        json.skip();
      }
    }
  }

  private void steps() throws UnreadableException {
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      if (field != JsonField.STEPS) {
        json.skip();
        continue;
      }
      for (boolean next = json.enter('[', ']'); next; next = json.another(']')) {
        step();
      }
    }
    require(JsonField.STEPS, seen);
  }

  private void step() throws UnreadableException {
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      if (field == JsonField.STMT) {
        statement();
      } else {
        json.skip();
      }
    }
    require(JsonField.STMT, seen);
  }

  private void sql(SqlUse use) throws UnreadableException {
    json.string();
    check(use);
  }

  /** Checks a text that will run, and says what is against describing it. */
  private @Nullable Reason runnable(boolean maybeDescribed) throws UnreadableException {
    sql(SqlUse.RUN);
    if (!maybeDescribed) {
      return null;
    }
    Verdict verdict = guard.check(json.text(), json.textFrom(), json.textTo(), SqlUse.DESCRIBE);
    return verdict instanceof Forbidden(Reason reason) ? reason : null;
  }

  private void check(SqlUse use) throws UnreadableException {
    Verdict verdict = guard.check(json.text(), json.textFrom(), json.textTo(), use);
    if (verdict instanceof Forbidden(Reason reason)) {
      throw new UnreadableException(reason);
    }
  }

  private @Nullable Handle handle() throws UnreadableException {
    if (json.takeNull()) {
      return null;
    }
    json.peek();
    int from = json.position() + 1 - start;
    json.string();
    int length = json.textTo() - json.textFrom();
    if (length > Handle.BYTES_MAX) {
      throw new UnreadableException(Reason.HANDLE_TOO_LONG);
    }
    String text = new String(json.text(), json.textFrom(), length, StandardCharsets.UTF_8);
    return new Handle(text, from, json.position() - 1 - start);
  }

  private CarrierSummary finish() throws UnreadableException {
    json.finish();
    return tally.summary();
  }

  private static void require(JsonField field, int seen) throws UnreadableException {
    if (!field.isIn(seen)) {
      throw malformed();
    }
  }

  private static UnreadableException malformed() {
    return new UnreadableException(Reason.MALFORMED);
  }
}
