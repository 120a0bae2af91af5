package dev.gatehouse.gateway.journey.identify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a token's header or payload. */
final class Claims {
  private final Map<String, Object> members;

  private Claims(Map<String, Object> members) {
    this.members = members;
  }

  static Optional<Claims> parse(byte[] json) {
    return StrictJson.readObject(json).map(Claims::new);
  }

  static Claims of(Map<String, Object> members) {
    return new Claims(members);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  boolean has(ClaimPath path) {
    return at(path) != null;
  }

  /** The text of that name; nothing where there is none or it is no text. */
  Optional<String> text(String name) {
    return textOf(members.get(name));
  }

  /** The text at that path; nothing where there is none or it is no text. */
  Optional<String> text(ClaimPath path) {
    return textOf(at(path));
  }

  private static Optional<String> textOf(@Nullable Object value) {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The whole number of that name; nothing where there is none or it is no such number. */
  OptionalLong number(String name) {
    return members.get(name) instanceof Long number
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }

  /** Whether one text, or a list of nothing but texts, has one of these. */
  boolean holdsOneOf(String name, Set<String> wanted) {
    return switch (members.get(name)) {
      case String text -> wanted.contains(text);
      case List<?> list ->
          list.stream().allMatch(String.class::isInstance)
              && list.stream().anyMatch(wanted::contains);
      case null, default -> false;
    };
  }

  /** Whether a text, or the JSON spelling of a truth value, is this. */
  boolean says(ClaimPath path, String wanted) {
    return switch (at(path)) {
      case String text -> text.equals(wanted);
      case Boolean truth -> truth.toString().equals(wanted);
      case null, default -> false;
    };
  }

  /** The value at that path; null where nothing stands there, odd where the way is no object. */
  private @Nullable Object at(ClaimPath path) {
    Object value = members;
    for (String name : path.names()) {
      if (!(value instanceof Map<?, ?> object)) {
        return StrictJson.Odd.VALUE;
      }
      value = object.get(name);
      if (value == null) {
        return null;
      }
    }
    return value;
  }
}
