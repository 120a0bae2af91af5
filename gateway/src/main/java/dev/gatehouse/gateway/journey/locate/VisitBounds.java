package dev.gatehouse.gateway.journey.locate;

/**
 * How often strangers may ask for something that costs much.
 *
 * @param callsPerMinuteMax calls of the identity endpoints by one address
 * @param firstPerAddressMax first visits from one address in a minute
 * @param firstPerIssuerMax first visits with tokens of one issuer in a minute
 */
public record VisitBounds(int callsPerMinuteMax, int firstPerAddressMax, int firstPerIssuerMax) {
  public VisitBounds {
    if (callsPerMinuteMax < 1 || firstPerAddressMax < 1 || firstPerIssuerMax < 1) {
      throw new IllegalArgumentException("a bound is 1 or more");
    }
  }
}
