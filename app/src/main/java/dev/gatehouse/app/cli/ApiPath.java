package dev.gatehouse.app.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path of the admin API with its query, in which no text of a user can be more than a text. */
final class ApiPath {
  private final StringBuilder text = new StringBuilder("/v1");
  private char separator = '?';

  private ApiPath() {}

  static ApiPath of(String... segments) {
    var path = new ApiPath();
    for (String segment : segments) {
      path.text.append('/').append(segment(segment));
    }
    return path;
  }

  /** Dots alone would be taken for a way up. */
  private static String segment(String text) {
    return text.matches("\\.{1,2}") ? text.replace(".", "%2E") : encoded(text);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Adds a parameter, unless there is no value. */
  ApiPath with(String name, @Nullable Object value) {
    if (value != null) {
      text.append(separator).append(name).append('=').append(encoded(value.toString()));
      separator = '&';
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
