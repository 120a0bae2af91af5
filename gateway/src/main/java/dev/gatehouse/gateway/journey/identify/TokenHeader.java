package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a token's header may decide: which algorithm and which known key.
 *
 * @param algorithm the name of the algorithm
 * @param keyId the name of the key, where it names one
 */
record TokenHeader(String algorithm, Optional<String> keyId) {
  private static final int KEY_ID_CHARS_MAX = 256;
  private static final List<String> BRINGS_A_KEY = List.of("jwk", "jku", "x5u", "x5c");
  private static final List<String> ASKS_FOR_MORE =
      List.of("crit", "b64", "enc", "zip", "cty", "epk", "apu", "apv", "p2s", "p2c");
  private static final Set<String> TYPES =
      Set.of("jwt", "at+jwt", "application/jwt", "application/at+jwt");

  static Outcome<TokenHeader> of(Claims header) {
    if (BRINGS_A_KEY.stream().anyMatch(header::has)) {
      return invalid("the header brings a key of its own");
    }
    if (ASKS_FOR_MORE.stream().anyMatch(header::has)) {
      return invalid("the header asks for an extension");
    }
    if (header.has("typ") && !header.text("typ").filter(TokenHeader::isLoginToken).isPresent()) {
      return invalid("a token of another kind");
    }
    Optional<String> keyId = header.text("kid");
    if (header.has("kid") && keyId.filter(TokenHeader::isKeyId).isEmpty()) {
      return invalid("the key id is none");
    }
    return header
        .text("alg")
        .map(algorithm -> Outcome.ready(new TokenHeader(algorithm, keyId)))
        .orElseGet(() -> invalid("no algorithm is named"));
  }

  private static boolean isLoginToken(String type) {
    return TYPES.contains(type.toLowerCase(Locale.ROOT));
  }

  private static boolean isKeyId(String keyId) {
    return !keyId.isEmpty() && keyId.length() <= KEY_ID_CHARS_MAX;
  }

  private static Outcome<TokenHeader> invalid(String why) {
    return Outcome.stopped(new TokenInvalid(why));
  }
}
