package dev.gatehouse.tenancy;

import java.util.Optional;
import java.util.regex.Pattern;

/** The public name of a database: what its owner calls it and what a token names. */
public record Namespace(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

  public Namespace {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("not a namespace name (expected: " + FORM + ")");
    }
  }

  /** The namespace of that name, or nothing where the text is no such name. */
  public static Optional<Namespace> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Namespace(text)) : Optional.empty();
  }

  /** The form of a name, as a regular expression, for messages that say what was expected. */
  public static String form() {
    return FORM.pattern();
  }

  @Override
  public String toString() {
    return name;
  }
}
