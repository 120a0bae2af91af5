package dev.gatehouse.gateway;

import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.locate.TenantDirectory.Freshness;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.tenancy.Limits;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What an operator decides about the data plane.
 *
 * @param listen the public address
 * @param connectionsMax how many clients may be connected
 * @param version what {@code GET /version} says
 * @param decode how much and how long a client may send
 * @param tokens how tokens are read and remembered
 * @param freshness how long the registry's word is believed
 * @param limits what a tenant may use that has no limits of its own
 * @param pool how many connections go to a node
 * @param relay how long either side may be silent
 */
public record GatewaySettings(
    InetSocketAddress listen,
    int connectionsMax,
    String version,
    DecodeBounds decode,
    TokenSettings tokens,
    Freshness freshness,
    Limits limits,
    PoolBounds pool,
    RelayBounds relay) {

  /**
   * How tokens are read and remembered.
   *
   * @param tokenBytesMax the longest token that is looked at
   * @param verifiedMax how many verified tokens are remembered
   * @param clockSkew how far the clocks of issuers may be off
   */
  public record TokenSettings(int tokenBytesMax, int verifiedMax, Duration clockSkew) {}
}
