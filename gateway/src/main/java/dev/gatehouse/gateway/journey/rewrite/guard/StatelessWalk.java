package dev.gatehouse.gateway.journey.rewrite.guard;

import java.util.Arrays;
import java.util.Optional;

/**
 * One strict pass over a pipeline's body: it stops at the first thing that sqld could refuse as a
 * whole, that it could read differently in a message of a WebSocket, or that leaves traces.
 */
final class StatelessWalk {
  private static final int REQUESTS_MAX = 256;

  private final JsonCursor json;
  private final StatelessValues values;
  private final boolean isThirdVersion;
  private final int start;
  private final TraceInspection traces = new TraceInspection();
  private final int[] executed = new int[2];
  private int[] places = new int[8];
  private int requests;
  private boolean closed;
  private boolean describes;

  StatelessWalk(JsonCursor json, boolean isThirdVersion) {
    this.json = json;
    this.values = new StatelessValues(json);
    this.isThirdVersion = isThirdVersion;
    this.start = json.position();
  }

  Optional<StatelessPipeline> pipeline() throws UnreadableException {
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      switch (field) {
        case BATON -> demand(json.takeNull());
        case REQUESTS -> requests();
        default -> throw unfit();
      }
    }
    json.finish();
    // A read can end a WebSocket; nobody would know then what became of the changes beside it.
    demand(closed && requests > 0 && !(traces.changes() && (traces.reads() || describes)));
    return Optional.of(
        new StatelessPipeline(Arrays.copyOf(places, 2 * requests), executed, traces, describes));
  }

  private void requests() throws UnreadableException {
    for (boolean more = json.enter('[', ']'); more; more = json.another(']')) {
      demand(!closed && requests < REQUESTS_MAX);
      json.peek();
      int from = json.position() - start;
      request();
      if (!closed) {
        note(from, json.position() - start);
      }
    }
  }

  private void note(int from, int to) {
    if (places.length == 2 * requests) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[2 * requests] = from;
    places[2 * requests + 1] = to;
    requests++;
  }

  /** The kind stands first, and nothing but what belongs to it follows. */
  private void request() throws UnreadableException {
    RequestKind kind = kindOfRequest();
    boolean complete = kind == RequestKind.CLOSE || kind == RequestKind.GET_AUTOCOMMIT;
    while (json.another('}')) {
      JsonField field = json.key();
      demand(!complete);
      complete = true;
      switch (kind) {
        case EXECUTE -> {
          demand(field == JsonField.STMT);
          json.peek();
          executed[0] = json.position() - start;
          statement();
          executed[1] = json.position() - start;
        }
        case BATCH -> {
          demand(field == JsonField.BATCH);
          batch();
        }
        case DESCRIBE, SEQUENCE -> {
          demand(field == JsonField.SQL);
          sql();
        }
        default -> throw unfit();
      }
    }
    demand(complete);
    closed = kind == RequestKind.CLOSE;
    describes |= kind == RequestKind.DESCRIBE;
  }

  private RequestKind kindOfRequest() throws UnreadableException {
    demand(json.enter('{', '}') && json.key() == JsonField.TYPE);
    json.string();
    RequestKind kind = RequestKind.named(json.text(), json.textFrom(), json.textTo());
    demand(isThirdVersion || kind != RequestKind.GET_AUTOCOMMIT);
    return kind;
  }

  private void sql() throws UnreadableException {
    json.string();
    demand(traces.read(json.text(), json.textFrom(), json.textTo()));
  }

  private void statement() throws UnreadableException {
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      switch (field) {
        case SQL -> sql();
        case ARGS -> values.list();
        case NAMED_ARGS -> values.namedList();
        case WANT_ROWS -> values.truth();
        default -> throw unfit();
      }
    }
    demand(JsonField.SQL.isIn(seen));
  }

  private void batch() throws UnreadableException {
    demand(json.enter('{', '}') && json.key() == JsonField.STEPS);
    int steps = 0;
    for (boolean more = json.enter('[', ']'); more; more = json.another(']')) {
      step(steps);
      steps++;
    }
    demand(!json.another('}'));
  }

  private void step(int index) throws UnreadableException {
    int seen = 0;
    for (boolean more = json.enter('{', '}'); more; more = json.another('}')) {
      JsonField field = json.key();
      seen = field.addTo(seen);
      switch (field) {
        case STMT -> statement();
        case CONDITION -> {
          if (!json.takeNull()) {
            values.condition(index, isThirdVersion, 0);
          }
        }
        default -> throw unfit();
      }
    }
    demand(JsonField.STMT.isIn(seen));
  }

  static void demand(boolean holds) throws UnreadableException {
    if (!holds) {
      throw unfit();
    }
  }

  static UnreadableException unfit() {
    return new UnreadableException(Reason.MALFORMED);
  }
}
