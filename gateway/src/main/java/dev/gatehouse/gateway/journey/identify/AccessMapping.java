package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.tenancy.Access;
import java.util.Map;
import java.util.Optional;

/**
 * How a token says what its bearer may do.
 *
 * @param claim where it says so
 * @param values what its words mean; any other word, and anything that is no word, is refused
 * @param whenAbsent what a token may do that does not say; nothing refuses such tokens
 */
public record AccessMapping(
    ClaimPath claim, Map<String, Access> values, Optional<Access> whenAbsent) {
  private static final Map<String, Access> OWN_WORDS =
      Map.of("ro", Access.READ_ONLY, "rw", Access.READ_WRITE);

  public AccessMapping {
    values = Map.copyOf(values);
  }

  /** The claim's words are {@code ro} and {@code rw}. */
  public static AccessMapping ofClaim(ClaimPath claim, Optional<Access> whenAbsent) {
    return new AccessMapping(claim, OWN_WORDS, whenAbsent);
  }

  /** What the bearer of these claims may do; nothing where that cannot be told. */
  Optional<Access> accessOf(Claims claims) {
    return claims.has(claim) ? claims.text(claim).map(values::get) : whenAbsent;
  }
}
