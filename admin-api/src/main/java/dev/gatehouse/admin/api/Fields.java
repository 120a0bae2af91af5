package dev.gatehouse.admin.api;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The fields of a JSON object, read strictly; all that is wrong with them is said at once. */
final class Fields {
  private static final int NAME_CHARS_MAX = 64;

  private final JsonNode object;
  private final String prefix;
  private final FieldErrors errors;

  private Fields(JsonNode object, String prefix, FieldErrors errors, Set<String> known) {
    this.object = object;
    this.prefix = prefix;
    this.errors = errors;
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        String expected =
            known.isEmpty()
                ? "no fields"
                : "no such field, but one of: " + String.join(", ", new TreeSet<>(known));
        errors.add(prefix + cut(name), expected);
      }
    }
  }

  static Fields of(JsonNode object, Set<String> known) {
    return new Fields(object, "", new FieldErrors(), known);
  }

  private static String cut(String name) {
    return name.length() <= NAME_CHARS_MAX ? name : name.substring(0, NAME_CHARS_MAX) + "…";
  }

  /** Whether the field is there, be it null. */
  boolean has(String name) {
    return object.has(name);
  }

  /** A text, or nothing where it is absent, null or wrong. */
  Optional<String> text(String name, String expected, Predicate<String> isRight) {
    return optional(name, expected, node -> node.isString() && isRight.test(node.stringValue()))
        .map(JsonNode::stringValue);
  }

  Optional<String> text(String name, Texts form) {
    return text(name, form.expected(), form::isRight);
  }

  /** A text that must be there, made a value. */
  <T> Optional<T> required(String name, String expected, Function<String, Optional<T>> parser) {
    JsonNode node = object.path(name);
    Optional<T> value = node.isString() ? parser.apply(node.stringValue()) : Optional.empty();
    if (value.isEmpty()) {
      errors.add(prefix + name, expected);
    }
    return value;
  }

  Optional<String> required(String name, Texts form) {
    return required(name, form.expected(), text -> Optional.of(text).filter(form::isRight));
  }

  boolean flag(String name, boolean absent) {
    return optional(name, "true or false", JsonNode::isBoolean)
        .map(JsonNode::booleanValue)
        .orElse(absent);
  }

  /** A whole number that must be there; the least allowed one where it is wrong. */
  int number(String name, int least) {
    JsonNode node = object.path(name);
    if (!node.isInt() || node.intValue() < least) {
      errors.add(prefix + name, "a whole number, %d or more".formatted(least));
      return least;
    }
    return node.intValue();
  }

  /** A whole number that is not negative, or nothing where it is absent, null or wrong. */
  OptionalLong count(String name) {
    return optional(
            name,
            "a whole number, 0 or more, or null",
            node -> node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0)
        .map(node -> OptionalLong.of(node.longValue()))
        .orElse(OptionalLong.empty());
  }

  /** An object with no other fields than these. */
  Optional<Fields> object(String name, Set<String> known) {
    return optional(name, "an object, or null", JsonNode::isObject)
        .map(node -> new Fields(node, prefix + name + ".", errors, known));
  }

  /** A list of texts that must be there and not be empty, each made a value. */
  <T> Set<T> all(String name, String expected, Function<String, Optional<T>> parser) {
    JsonNode list = object.path(name);
    var values = new LinkedHashSet<T>();
    boolean isRight = list.isArray() && !list.isEmpty();
    if (isRight) {
      for (JsonNode node : list) {
        Optional<T> value = node.isString() ? parser.apply(node.stringValue()) : Optional.empty();
        value.ifPresent(values::add);
        isRight &= value.isPresent();
      }
    }
    if (!isRight) {
      errors.add(prefix + name, expected);
    }
    return values;
  }

  private Optional<JsonNode> optional(String name, String expected, Predicate<JsonNode> isRight) {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!isRight.test(node)) {
      errors.add(prefix + name, expected);
      return Optional.empty();
    }
    return Optional.of(node);
  }

  /** Says that a field is wrong. */
  void wrong(String name, String expected) {
    errors.add(prefix + name, expected);
  }

  /** Ends the call where anything was wrong. */
  void done() {
    errors.throwIfAny();
  }
}
