package dev.gatehouse.gateway.journey.decode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a client says in one message of a session. */
public sealed interface HranaMessage {

  /** Here is who I am. */
  record Hello(@Nullable String jwt) implements HranaMessage {
    @Override
    public String toString() {
      return "Hello[***]";
    }
  }

  /**
   * Do this.
   *
   * @param id the number that the answer will carry
   * @param kind what to do
   * @param stream the stream that does it, for kinds that name one
   * @param cursor the cursor that is meant, for kinds that name one
   * @param sql the text that is stored or forgotten, for kinds that do so
   * @param sqlsUsed the stored texts that the request runs
   */
  record Request(int id, Kind kind, int stream, int cursor, int sql, List<Integer> sqlsUsed)
      implements HranaMessage {}

  /** What a request may ask. */
  enum Kind {
    OPEN_STREAM(2),
    CLOSE_STREAM(3),
    EXECUTE(4),
    BATCH(5),
    OPEN_CURSOR(6),
    CLOSE_CURSOR(7),
    FETCH_CURSOR(8),
    SEQUENCE(9),
    DESCRIBE(10),
    STORE_SQL(11),
    CLOSE_SQL(12),
    GET_AUTOCOMMIT(13);

    private static final Map<String, Kind> BY_LABEL =
        Stream.of(values()).collect(Collectors.toUnmodifiableMap(Kind::label, Function.identity()));
    private static final Map<Integer, Kind> BY_FIELD =
        Stream.of(values()).collect(Collectors.toUnmodifiableMap(Kind::field, Function.identity()));

    private final int field;

    Kind(int field) {
      this.field = field;
    }

    static Optional<Kind> ofLabel(String label) {
      return Optional.ofNullable(BY_LABEL.get(label));
    }

    static Optional<Kind> ofField(int field) {
      return Optional.ofNullable(BY_FIELD.get(field));
    }

    /** The kind's name in JSON. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind's number in protobuf. */
    int field() {
      return field;
    }

    boolean namesStream() {
      return switch (this) {
        case CLOSE_CURSOR, FETCH_CURSOR, STORE_SQL, CLOSE_SQL -> false;
        default -> true;
      };
    }

    boolean namesCursor() {
      return this == OPEN_CURSOR || this == CLOSE_CURSOR || this == FETCH_CURSOR;
    }

    boolean namesSql() {
      return this == STORE_SQL || this == CLOSE_SQL;
    }

    /** Whether later requests would break the session if this one were left out. */
    public boolean isStructural() {
      return switch (this) {
        case OPEN_STREAM, CLOSE_STREAM, OPEN_CURSOR, CLOSE_CURSOR, STORE_SQL, CLOSE_SQL -> true;
        default -> false;
      };
    }
  }
}
