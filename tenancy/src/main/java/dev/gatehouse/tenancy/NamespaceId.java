package dev.gatehouse.tenancy;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** What sqld calls a database: opaque, made by Gatehouse alone, never used twice. */
public record NamespaceId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z2-7]{26}");
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final SecureRandom RANDOM = new SecureRandom();

  public NamespaceId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a namespace id (expected: " + FORM + ")");
    }
  }

  /** A new id of 130 random bits. */
  public static NamespaceId random() {
    var id = new StringBuilder(26);
    for (int i = 0; i < 26; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new NamespaceId(id.toString());
  }

  /** The id that is written so, or nothing where the text is no id. */
  public static Optional<NamespaceId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new NamespaceId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
