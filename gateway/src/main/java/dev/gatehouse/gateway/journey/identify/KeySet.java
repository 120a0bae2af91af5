package dev.gatehouse.gateway.journey.identify;

import java.util.List;

/**
 * The keys of one issuer.
 *
 * @param keys the keys
 */
record KeySet(List<VerificationKey> keys) {
  /** A token that more keys than this may have signed costs too much to look at. */
  private static final int TRIED_MAX = 4;

  KeySet {
    keys = List.copyOf(keys);
  }

  /** The keys to try on a token with this header; none where no key fits, or too many do. */
  List<VerificationKey> fitting(TokenHeader header, long nowSeconds) {
    List<VerificationKey> fitting =
        keys.stream().filter(key -> key.isTrusted(nowSeconds) && key.fits(header)).toList();
    return fitting.size() <= TRIED_MAX ? fitting : List.of();
  }

  boolean isTrusted(long nowSeconds) {
    return keys.stream().anyMatch(key -> key.isTrusted(nowSeconds));
  }
}
