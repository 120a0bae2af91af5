package dev.gatehouse.config.value;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where web pages come from, as browsers write it: {@code https://app.example}, or any place. */
public record WebOrigin(String text) {
  /** Any place. */
  public static final WebOrigin ANY = new WebOrigin("*");

  private static final Pattern FORM =
      Pattern.compile("\\*|[a-z][a-z0-9+.-]*://(\\[[0-9a-f:]+]|[a-z0-9._-]+)(:\\d{1,5})?");

  /** Reads a scheme, a host and perhaps a port, or {@code *}. */
  public static Optional<WebOrigin> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new WebOrigin(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
