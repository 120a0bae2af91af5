package dev.gatehouse.config.value;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A public key in its PEM text form. */
public record PublicKeyPem(String pem) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*-----BEGIN PUBLIC KEY-----\\s([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

  /**
   * Reads one block {@code BEGIN PUBLIC KEY}; anything else, a private key above all, is nothing.
   */
  public static Optional<PublicKeyPem> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      boolean empty = Base64.getMimeDecoder().decode(form.group(1)).length == 0;
      return empty ? Optional.empty() : Optional.of(new PublicKeyPem(text.strip() + "\n"));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return pem;
  }
}
