package dev.gatehouse.admin.api;

import dev.gatehouse.tenancy.Namespace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The query of a call, read strictly; all that is wrong with it is said at once. */
final class Parameters {
  static final int ENTRIES_MAX = 1_000;
  private static final int ENTRIES_DEFAULT = 100;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final Pattern PLACE = Pattern.compile("[0-9]{1,18}");

  private final Call call;
  private final FieldErrors errors = new FieldErrors();

  Parameters(Call call, Set<String> known) {
    this.call = call;
    var names = new TreeSet<>(known);
    for (var parameter : call.query().entrySet()) {
      if (!known.contains(parameter.getKey())) {
        String expected =
            names.isEmpty() ? "no parameters" : "only the parameters " + String.join(", ", names);
        errors.add("query", expected);
      } else if (parameter.getValue().size() > 1) {
        errors.add(parameter.getKey(), "one value");
      }
    }
  }

  /** A text that is right, or nothing where it is absent or wrong. */
  Optional<String> text(String name, String expected, Predicate<String> isRight) {
    Optional<String> given = raw(name);
    if (given.isPresent() && !isRight.test(given.get())) {
      errors.add(name, expected);
      return Optional.empty();
    }
    return given;
  }

  /** How many entries a page holds. */
  int limit() {
    Optional<String> given = raw("limit");
    if (given.isEmpty()) {
      return ENTRIES_DEFAULT;
    }
    int number = NUMBER.matcher(given.get()).matches() ? Integer.parseInt(given.get()) : 0;
    if (number < 1 || number > ENTRIES_MAX) {
      errors.add("limit", "1.." + ENTRIES_MAX);
      return 1;
    }
    return number;
  }

  /** The name that a page begins behind. */
  Optional<Namespace> afterName() {
    return text(
            "after",
            "a text of the form " + Namespace.form(),
            text -> Namespace.parse(text).isPresent())
        .flatMap(Namespace::parse);
  }

  /** The number that a page begins behind. */
  OptionalLong afterNumber() {
    Optional<String> given =
        text("after", "the next of the page before", text -> PLACE.matcher(text).matches());
    return given.isPresent() ? OptionalLong.of(Long.parseLong(given.get())) : OptionalLong.empty();
  }

  boolean flag(String name) {
    return text(name, "true or false", text -> List.of("true", "false").contains(text))
        .filter("true"::equals)
        .isPresent();
  }

  /** One of an enum's constants, in lower case. */
  <E extends Enum<E>> Optional<E> constant(String name, List<E> allowed) {
    List<String> names =
        allowed.stream().map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
    return text(name, "one of " + String.join(", ", names), names::contains)
        .map(text -> allowed.get(names.indexOf(text)));
  }

  private Optional<String> raw(String name) {
    return Optional.ofNullable(call.query().get(name)).map(List::getFirst);
  }

  /** Ends the call where anything was wrong. */
  void done() {
    errors.throwIfAny();
  }
}
