package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The streams, cursors and stored texts that a client believes it made, though they were refused:
 * what it does with them is refused too, and sqld, which would end the session, never sees it.
 */
final class RefusedHandles {
  private static final int HANDLES_MAX = 1024;

  private final Map<Integer, Refusal> streams = new HashMap<>();
  private final Map<Integer, Refusal> cursors = new HashMap<>();
  private final Map<Integer, Refusal> texts = new HashMap<>();

  /** Why the things that a request works on are not there. */
  Optional<Refusal> reasonAgainst(Request request) {
    if (isEmpty()) {
      return Optional.empty();
    }
    return switch (request.kind()) {
      case STORE_SQL, OPEN_STREAM -> Optional.empty();
      case CLOSE_SQL -> Optional.ofNullable(texts.get(request.sql()));
      case CLOSE_CURSOR, FETCH_CURSOR -> Optional.ofNullable(cursors.get(request.cursor()));
      default ->
          Optional.ofNullable(streams.get(request.stream())).or(() -> reasonAgainstTexts(request));
    };
  }

  private Optional<Refusal> reasonAgainstTexts(Request request) {
    return request.sqlsUsed().stream()
        .flatMap(sql -> Optional.ofNullable(texts.get(sql)).stream())
        .findFirst();
  }

  private boolean isEmpty() {
    return streams.isEmpty() && cursors.isEmpty() && texts.isEmpty();
  }

  /** Remembers what a refused request would have made; false where that is too much. */
  boolean remember(Request request, Refusal reason) {
    switch (request.kind()) {
      case OPEN_STREAM -> streams.put(request.stream(), reason);
      case OPEN_CURSOR -> cursors.put(request.cursor(), reason);
      case STORE_SQL -> texts.put(request.sql(), reason);
      default -> {}
    }
    return streams.size() + cursors.size() + texts.size() <= HANDLES_MAX;
  }

  /** Remembers a stream that is gone; its client hears so when it wants something of it. */
  void rememberStream(int stream, Refusal reason) {
    streams.put(stream, reason);
  }

  /** Forgets what was refused once and is made now. */
  void onMade(Request request) {
    if (isEmpty()) {
      return;
    }
    switch (request.kind()) {
      case OPEN_STREAM -> streams.remove(request.stream());
      case OPEN_CURSOR -> cursors.remove(request.cursor());
      case STORE_SQL -> texts.remove(request.sql());
      default -> {}
    }
  }

  /** Forgets what a request ends; whether that was all there is to do. */
  boolean forget(Request request) {
    return switch (request.kind()) {
      case CLOSE_STREAM -> streams.remove(request.stream()) != null;
      case CLOSE_CURSOR -> cursors.remove(request.cursor()) != null;
      case CLOSE_SQL -> texts.remove(request.sql()) != null;
      default -> false;
    };
  }
}
