package dev.gatehouse.loadtest.bench;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places such as {@code ${port}} in it. */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

  private Template() {}

  static String fill(String text, Map<String, ?> values) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(values, place.group(1))));
  }

  private static String value(Map<String, ?> values, String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value for " + name);
    }
    return value.toString();
  }
}
