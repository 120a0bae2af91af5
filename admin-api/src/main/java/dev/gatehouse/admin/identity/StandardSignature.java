package dev.gatehouse.admin.identity;

import dev.gatehouse.tenancy.IdentityDesk.Headers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a webhook as Standard Webhooks makes it, over its id, its time and its body. */
public final class StandardSignature {
  private static final String MAC = "HmacSHA256";
  private static final String VERSION = "v1,";
  private static final String PREFIX = "whsec_";
  private static final int SECRET_BYTES_MIN = 16;
  private static final int SIGNATURES_MAX = 8;
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e&&[^.]]{1,128}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final List<SecretKeySpec> secrets;
  private final Duration tolerance;

  private StandardSignature(List<SecretKeySpec> secrets, Duration tolerance) {
    this.secrets = List.copyOf(secrets);
    this.tolerance = tolerance;
  }

  /** A message that was signed. */
  record Signed(String id, Instant at) {}

  /**
   * Reads a secret as Supabase shows it, {@code v1,whsec_…}, or several of them joined by {@code |}
   * while one takes the place of another.
   *
   * @param tolerance how old, or early, a message may be
   * @throws IllegalArgumentException where the text is no such secret; it is not repeated
   */
  public static StandardSignature of(String secret, Duration tolerance) {
    var secrets = new ArrayList<SecretKeySpec>();
    for (String one : secret.split("\\|", -1)) {
      secrets.add(keyOf(one.strip()));
    }
    return new StandardSignature(secrets, tolerance);
  }

  private static SecretKeySpec keyOf(String text) {
    String unversioned = text.startsWith(VERSION) ? text.substring(VERSION.length()) : text;
    try {
      if (unversioned.startsWith(PREFIX)) {
        byte[] bytes = Base64.getDecoder().decode(unversioned.substring(PREFIX.length()));
        if (bytes.length >= SECRET_BYTES_MIN) {
          return new SecretKeySpec(bytes, MAC);
        }
      }
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalArgumentException("not a webhook secret (expected: v1,whsec_…)", notBase64);
    }
    throw new IllegalArgumentException("not a webhook secret (expected: v1,whsec_…)");
  }

  /** Who and when, if the message is genuine and of now. */
  Optional<Signed> verify(Headers headers, byte[] body, Instant now) {
    List<String> ids = headers.all("webhook-id");
    List<String> times = headers.all("webhook-timestamp");
    List<String> signatures = headers.all("webhook-signature");
    if (ids.size() != 1 || times.size() != 1 || signatures.size() != 1) {
      return Optional.empty();
    }
    String id = ids.getFirst();
    String time = times.getFirst();
    if (!ID.matcher(id).matches() || !SECONDS.matcher(time).matches()) {
      return Optional.empty();
    }
    Instant at = Instant.ofEpochSecond(Long.parseLong(time));
    if (Duration.between(at, now).abs().compareTo(tolerance) > 0) {
      return Optional.empty();
    }
    byte[] head = (id + "." + time + ".").getBytes(StandardCharsets.US_ASCII);
    return Arrays.stream(signatures.getFirst().split(" ", SIGNATURES_MAX + 1))
            .limit(SIGNATURES_MAX)
            .anyMatch(signature -> fits(signature, head, body))
        ? Optional.of(new Signed(id, at))
        : Optional.empty();
  }

  /** Signs a message with the first of the secrets. */
  public String sign(String id, Instant at, byte[] body) {
    byte[] head = (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII);
    byte[] signed = signature(secrets.getFirst(), head, body);
    return VERSION + new String(signed, StandardCharsets.US_ASCII);
  }

  private boolean fits(String signature, byte[] head, byte[] body) {
    if (!signature.startsWith(VERSION)) {
      return false;
    }
    byte[] claimed = signature.substring(VERSION.length()).getBytes(StandardCharsets.US_ASCII);
    return secrets.stream()
        .anyMatch(secret -> MessageDigest.isEqual(claimed, signature(secret, head, body)));
  }

  private static byte[] signature(SecretKeySpec secret, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(secret);
      mac.update(head);
      return Base64.getEncoder().encode(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + MAC, e);
    }
  }
}
