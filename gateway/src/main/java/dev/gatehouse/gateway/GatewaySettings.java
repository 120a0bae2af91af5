package dev.gatehouse.gateway;

import dev.gatehouse.gateway.journey.decode.CorsPolicy;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.decode.ForwardedAddress;
import dev.gatehouse.gateway.journey.decode.Http2Bounds;
import dev.gatehouse.gateway.journey.identify.TokenBounds;
import dev.gatehouse.gateway.journey.locate.TenantDirectory.Freshness;
import dev.gatehouse.gateway.journey.send.BreakerBounds;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.send.lane.LaneBounds;
import dev.gatehouse.gateway.journey.send.turn.TurnBounds;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.gateway.journey.tally.LogSettings;
import dev.gatehouse.tenancy.Plans;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an operator decides about the data plane.
 *
 * @param listen the public address
 * @param connectionsMax how many clients may be connected
 * @param version what {@code GET /version} says
 * @param decode how much and how long a client may send
 * @param tokens how tokens are read and remembered
 * @param freshness how long the registry's word is believed
 * @param plans what each tenant may use
 * @param streamsMax streams that one tenant may hold open in sqld, over all carriers
 * @param pool how many connections go to a node
 * @param breaker when a node is left alone
 * @param turns how much goes to a node at once, and how much waits for that
 * @param relay how long either side may be silent
 * @param front how the public listener takes connections in
 * @param sessions how WebSocket sessions are bounded
 * @param lanes how many warm lanes there may be, if any
 * @param baseDomain the domain whose subdomains name namespaces
 * @param log which exchanges have a line in the log
 */
public record GatewaySettings(
    InetSocketAddress listen,
    int connectionsMax,
    String version,
    DecodeBounds decode,
    TokenSettings tokens,
    Freshness freshness,
    Plans plans,
    int streamsMax,
    PoolBounds pool,
    BreakerBounds breaker,
    TurnBounds turns,
    RelayBounds relay,
    Front front,
    SessionSettings sessions,
    Optional<LaneBounds> lanes,
    Optional<String> baseDomain,
    LogSettings log) {

  /**
   * How tokens are read and remembered.
   *
   * @param bounds what the reading of tokens may cost
   * @param clockSkew how far the clocks of issuers may be off
   */
  public record TokenSettings(TokenBounds bounds, Duration clockSkew) {}

  /**
   * How the public listener takes connections in.
   *
   * @param connectionsPerAddressMax how many one address may have; an IPv6 /64 counts as one
   * @param handshake the wait for each step before the first request
   * @param proxyProtocol whether each connection must begin with a PROXY protocol header
   * @param tls where the certificate comes from, where Gatehouse itself speaks TLS
   * @param clientAddressFrom which header of a trusted proxy names the client
   * @param trustedProxies the proxies' addresses and ranges
   * @param corsOrigins the origins of web pages that may call; {@code *} is any
   * @param http2 how much one HTTP/2 connection may hold
   */
  public record Front(
      int connectionsPerAddressMax,
      Duration handshake,
      boolean proxyProtocol,
      Optional<? extends TlsSource> tls,
      ForwardedAddress.Source clientAddressFrom,
      List<String> trustedProxies,
      List<String> corsOrigins,
      Http2Bounds http2) {

    /** Clear text, no proxy in front, any web page. */
    public static final Front PLAIN =
        new Front(
            1_000,
            Duration.ofSeconds(10),
            false,
            Optional.empty(),
            ForwardedAddress.Source.NONE,
            List.of(),
            List.of(CorsPolicy.ANY),
            new Http2Bounds(128, 64 << 10, 1 << 20));
  }

  /** Where the certificate comes from. */
  public sealed interface TlsSource {
    /** How often its files are looked at. */
    Duration reloadEvery();
  }

  /**
   * A certificate on disk.
   *
   * @param certificate the PEM chain, the server's own certificate first
   * @param key the PEM private key
   */
  public record TlsFiles(Path certificate, Path key, Duration reloadEvery) implements TlsSource {}

  /** A certificate that somebody brings later. */
  public record TlsLater(Duration reloadEvery) implements TlsSource {}
}
