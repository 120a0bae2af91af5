package dev.gatehouse.config.value;

import java.util.Optional;
import java.util.regex.Pattern;

/** A name of the DNS in small letters, without a dot at its end: {@code db.example.com}. */
public record DomainName(String text) {
  private static final int LENGTH_MAX = 253;
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern FORM = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

  /** Reads a name; one of digits and dots alone would be an address. */
  public static Optional<DomainName> parse(String text) {
    boolean isName =
        text.length() <= LENGTH_MAX
            && FORM.matcher(text).matches()
            && text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    return isName ? Optional.of(new DomainName(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
