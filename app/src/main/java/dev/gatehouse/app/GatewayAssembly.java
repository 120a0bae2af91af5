package dev.gatehouse.app;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.IssuerConfig;
import dev.gatehouse.config.value.HostPort;
import dev.gatehouse.gateway.GatewaySettings;
import dev.gatehouse.gateway.GatewaySettings.Front;
import dev.gatehouse.gateway.GatewaySettings.TokenSettings;
import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.identify.Issuer;
import dev.gatehouse.gateway.journey.identify.StaticKeyIssuer;
import dev.gatehouse.gateway.journey.locate.TenantDirectory.Freshness;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.tenancy.token.TenantClaims;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The configuration as the plain values that the data plane takes. */
final class GatewayAssembly {
  private GatewayAssembly() {}

  static GatewaySettings settings(GatehouseConfig config, String version) {
    var timeouts = config.timeouts();
    var sizes = config.sizes();
    var identity = config.identity();
    var upstream = config.upstream();
    return new GatewaySettings(
        socket(config.listen().open()),
        config.listen().connectionsMax(),
        version,
        new DecodeBounds(
            sizes.uriBytesMax().toInt(),
            sizes.headerBytesMax().toInt(),
            sizes.bodyBytesMax().bytes(),
            timeouts.requestHead(),
            timeouts.requestBody(),
            timeouts.keepAliveIdle()),
        new TokenSettings(
            identity.tokenBytesMax().toInt(), identity.verifiedTokensMax(), identity.clockSkew()),
        new Freshness(
            config.directory().entriesMax(),
            config.directory().refreshAfter(),
            config.directory().negativeFor()),
        new Limits(
            config.limits().perSecondMax(),
            config.limits().perMinuteMax(),
            config.limits().concurrentMax()),
        new PoolBounds(
            upstream.connectionsPerLoopMax(),
            upstream.pendingPerLoopMax(),
            timeouts.connect(),
            upstream.idle()),
        new RelayBounds(timeouts.responseHead(), timeouts.streamIdle()),
        front(timeouts.handshake()),
        SessionSettings.DEFAULT);
  }

  private static Front front(Duration handshake) {
    Front plain = Front.PLAIN;
    return new Front(
        plain.connectionsPerAddressMax(),
        handshake,
        plain.proxyProtocol(),
        plain.tls(),
        plain.clientAddressFrom(),
        plain.trustedProxies(),
        plain.corsOrigins(),
        plain.http2());
  }

  /** Gatehouse itself, and everyone whose tokens the configuration accepts. */
  static List<Issuer> issuers(GatehouseConfig config, SigningKey own) throws StartException {
    List<Issuer> issuers = new ArrayList<>();
    issuers.add(
        new StaticKeyIssuer(
            new Issuer.Terms(
                config.identity().issuer(),
                Optional.empty(),
                TenantClaims.NAMESPACE,
                TenantClaims.ACCESS),
            own.publicBytes()));
    for (IssuerConfig issuer : config.identity().issuers()) {
      var terms =
          new Issuer.Terms(
              issuer.issuer(), issuer.audience(), issuer.namespaceClaim(), issuer.accessClaim());
      issuers.add(new StaticKeyIssuer(terms, keyOf(issuer)));
    }
    return issuers;
  }

  private static byte[] keyOf(IssuerConfig issuer) throws StartException {
    try {
      return PublicKeyText.ed25519(issuer.publicKey().orElseThrow().pem());
    } catch (GeneralSecurityException e) {
      throw new StartException(
          "the publicKey of the issuer %s is no Ed25519 key".formatted(issuer.name()), e);
    }
  }

  static InetSocketAddress socket(HostPort address) {
    return new InetSocketAddress(address.host(), address.port());
  }
}
