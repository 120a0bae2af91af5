package dev.gatehouse.gateway.journey.identify;

/**
 * What the reading of tokens may cost.
 *
 * @param tokenBytesMax the longest token that is looked at
 * @param verifiedMax how many verified tokens are remembered
 * @param failuresPerMinuteMax how many bad tokens an address may send in a minute
 * @param failingAddressesMax how many addresses that send bad tokens are remembered
 */
public record TokenBounds(
    int tokenBytesMax, int verifiedMax, int failuresPerMinuteMax, int failingAddressesMax) {
  public TokenBounds {
    if (tokenBytesMax < 1 || verifiedMax < 0 || failuresPerMinuteMax < 1) {
      throw new IllegalArgumentException(
          "bounds under which nobody could be known (expected: at least one byte and one failure)");
    }
  }
}
