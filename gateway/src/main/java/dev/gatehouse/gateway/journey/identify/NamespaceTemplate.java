package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.tenancy.Namespace;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a token's claims make the name of its namespace: {@code {namespace}}, {@code user_{sub}},
 * {@code u_{sub|hash}}.
 *
 * <p>Two different sets of values never make one name. A claim stands in the name as it is, and may
 * hold nothing but {@code a-z 0-9 _ -}: a UUID in lower case does, anything else is refused, not
 * bent until it fits. The form {@code |hash} takes any text and puts the first 130 bits of its
 * SHA-256 in its place, as 26 characters of lower-case Base32. Since hashes are all of one length,
 * a template may have many of them, but one plain claim only.
 */
public final class NamespaceTemplate {
  private static final Pattern PART = Pattern.compile("\\{([^{}|]+)(\\|hash)?}|([a-z0-9_-]+)");
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_-]{1,63}");
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int HASH_CHARS = 26;

  private final String text;
  private final List<Part> parts;

  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  private record Plain(ClaimPath claim) implements Part {}

  private record Hashed(ClaimPath claim) implements Part {}

  private NamespaceTemplate(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /** The template that a text writes. */
  public static NamespaceTemplate parse(String text) {
    var parts = new ArrayList<Part>();
    Matcher part = PART.matcher(text);
    while (part.regionStart() < text.length()) {
      if (!part.lookingAt()) {
        throw new IllegalArgumentException(
            "not a namespace template: " + text + " (expected: as in user_{sub} or u_{sub|hash})");
      }
      parts.add(partOf(part));
      part.region(part.end(), text.length());
    }
    long plain = parts.stream().filter(Plain.class::isInstance).count();
    if (plain > 1) {
      throw new IllegalArgumentException(
          "two claims side by side can make one name in two ways: "
              + text
              + " (expected: |hash on all but one)");
    }
    if (parts.stream().allMatch(Literal.class::isInstance)) {
      throw new IllegalArgumentException(
          "a namespace template without a claim gives everybody one database: " + text);
    }
    return new NamespaceTemplate(text, parts);
  }

  private static Part partOf(Matcher part) {
    if (part.group(1) == null) {
      return new Literal(part.group());
    }
    ClaimPath claim = ClaimPath.parse(part.group(1));
    return part.group(2) == null ? new Plain(claim) : new Hashed(claim);
  }

  /** The template that takes a claim as it is. */
  public static NamespaceTemplate ofClaim(ClaimPath claim) {
    return new NamespaceTemplate("{" + claim + "}", List.of(new Plain(claim)));
  }

  /** The one namespace that claims like these name, told by somebody else than a token. */
  public Optional<Namespace> namespaceOf(Map<String, Object> claims) {
    return namespaceOf(Claims.of(claims));
  }

  /** The one namespace that these claims name; nothing where they name none. */
  Optional<Namespace> namespaceOf(Claims claims) {
    var name = new StringBuilder();
    for (Part part : parts) {
      Optional<String> piece =
          switch (part) {
            case Literal literal -> Optional.of(literal.text());
            case Plain plain -> claims.text(plain.claim()).filter(PLAIN.asMatchPredicate());
            case Hashed hashed -> claims.text(hashed.claim()).flatMap(NamespaceTemplate::hash);
          };
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      name.append(piece.get());
    }
    return Namespace.parse(name.toString());
  }

  private static Optional<String> hash(String value) {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      // Half a surrogate pair has no UTF-8; a lenient encoder makes all of them one question mark.
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(utf8);
      return Optional.of(base32(sha.digest()));
    } catch (CharacterCodingException notUnicode) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  private static String base32(byte[] digest) {
    var chars = new StringBuilder(HASH_CHARS);
    int bits = 0;
    int held = 0;
    for (int i = 0; chars.length() < HASH_CHARS; i++) {
      bits = ((bits << 8) | (digest[i] & 0xff)) & 0xfff;
      held += 8;
      while (held >= 5 && chars.length() < HASH_CHARS) {
        held -= 5;
        chars.append(BASE32.charAt((bits >> held) & 0x1f));
      }
    }
    return chars.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
