package dev.gatehouse.app;

import dev.gatehouse.config.DirectoryConfig;
import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.ProxyProtocol;
import dev.gatehouse.config.TlsConfig;
import dev.gatehouse.config.value.AddressRange;
import dev.gatehouse.config.value.DomainName;
import dev.gatehouse.config.value.HostPort;
import dev.gatehouse.config.value.WebOrigin;
import dev.gatehouse.gateway.GatewaySettings;
import dev.gatehouse.gateway.GatewaySettings.Front;
import dev.gatehouse.gateway.GatewaySettings.TlsFiles;
import dev.gatehouse.gateway.GatewaySettings.TlsLater;
import dev.gatehouse.gateway.GatewaySettings.TlsSource;
import dev.gatehouse.gateway.GatewaySettings.TokenSettings;
import dev.gatehouse.gateway.Reloadable;
import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.decode.ForwardedAddress;
import dev.gatehouse.gateway.journey.decode.Http2Bounds;
import dev.gatehouse.gateway.journey.decode.SessionBounds;
import dev.gatehouse.gateway.journey.identify.Issuer;
import dev.gatehouse.gateway.journey.identify.TokenBounds;
import dev.gatehouse.gateway.journey.locate.TenantDirectory.Freshness;
import dev.gatehouse.gateway.journey.send.BreakerBounds;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.send.lane.LaneBounds;
import dev.gatehouse.gateway.journey.send.turn.TurnBounds;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.gateway.journey.stream.SessionTerms;
import java.net.InetSocketAddress;
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
            sizes.statementsMax(),
            timeouts.requestHead(),
            timeouts.requestBody(),
            timeouts.keepAliveIdle()),
        new TokenSettings(
            new TokenBounds(
                identity.tokenBytesMax().toInt(),
                identity.verifiedTokensMax(),
                identity.failedPerMinuteMax(),
                identity.failingAddressesMax()),
            identity.clockSkew()),
        freshness(config.directory()),
        PlanAssembly.plans(config),
        config.limits().streamsMax(),
        new PoolBounds(
            upstream.connectionsPerLoopMax(),
            upstream.pendingPerLoopMax(),
            timeouts.connect(),
            upstream.idle()),
        new BreakerBounds(
            upstream.breaker().failuresMax(),
            upstream.breaker().pauseMin(),
            upstream.breaker().pauseMax(),
            upstream.breaker().probesMax()),
        new TurnBounds(
            upstream.concurrencyMin(),
            upstream.concurrencyMax(),
            upstream.queue().perTenantMax(),
            upstream.queue().waitingMax(),
            upstream.queue().waitMax()),
        new RelayBounds(
            timeouts.responseHead(), timeouts.streamIdle(), sizes.responseBytesMax().bytes()),
        front(config),
        sessions(config),
        lanes(config),
        config.listen().baseDomain().map(DomainName::text),
        ObserveAssembly.log(config.log()));
  }

  private static Freshness freshness(DirectoryConfig directory) {
    return new Freshness(
        directory.bytesMax().bytes(),
        directory.unknownBytesMax().bytes(),
        directory.refreshAfter(),
        directory.negativeFor(),
        directory.staleFor(),
        directory.answerWithin());
  }

  /** What of it can change while the data plane runs. */
  static Reloadable reloadable(GatehouseConfig config, List<Issuer> issuers) {
    return new Reloadable(
        issuers,
        PlanAssembly.plans(config),
        config.identity().failedPerMinuteMax(),
        Optional.of(config.listen().tls())
            .filter(tls -> !tls.acme().enabled())
            .flatMap(GatewayAssembly::files));
  }

  private static Front front(GatehouseConfig config) {
    var listen = config.listen();
    var http2 = config.http2();
    return new Front(
        listen.connectionsPerAddressMax(),
        config.timeouts().handshake(),
        listen.proxyProtocol() == ProxyProtocol.REQUIRED,
        source(listen.tls()),
        switch (listen.clientAddressFrom()) {
          case NONE -> ForwardedAddress.Source.NONE;
          case X_FORWARDED_FOR -> ForwardedAddress.Source.X_FORWARDED_FOR;
          case FLY_CLIENT_IP -> ForwardedAddress.Source.FLY_CLIENT_IP;
        },
        listen.trustedProxies().stream().map(AddressRange::text).toList(),
        listen.cors().origins().stream().map(WebOrigin::text).toList(),
        new Http2Bounds(
            http2.streamsMax(), http2.streamWindow().toInt(), http2.connectionWindow().toInt()));
  }

  private static Optional<? extends TlsSource> source(TlsConfig tls) {
    Optional<TlsFiles> files = files(tls);
    return files.isEmpty() && tls.acme().enabled()
        ? Optional.of(new TlsLater(tls.reloadEvery()))
        : files;
  }

  private static Optional<TlsFiles> files(TlsConfig tls) {
    return tls.certificate()
        .flatMap(
            certificate -> tls.key().map(key -> new TlsFiles(certificate, key, tls.reloadEvery())));
  }

  private static SessionSettings sessions(GatehouseConfig config) {
    var sessions = config.sessions();
    return new SessionSettings(
        new SessionBounds(
            sessions.messageBytesMax().toInt(),
            sessions.hello(),
            sessions.pingEvery(),
            sessions.idle(),
            sessions.linger(),
            sessions.compress()),
        new SessionTerms(
            sessions.ageMax(),
            config.identity().clockSkew(),
            sessions.unansweredMax(),
            config.sizes().responseBytesMax().bytes(),
            sessions.transactionIdle()),
        sessions.sessionsMax(),
        sessions.accept());
  }

  private static Optional<LaneBounds> lanes(GatehouseConfig config) {
    var lanes = config.upstream().lanes();
    return lanes.enabled()
        ? Optional.of(
            new LaneBounds(
                lanes.streamsMax(),
                lanes.streamsPerNamespaceMax(),
                lanes.busyPerSecond(),
                lanes.idle(),
                lanes.bodyBytesMax().toInt()))
        : Optional.empty();
  }

  static InetSocketAddress socket(HostPort address) {
    return new InetSocketAddress(address.host(), address.port());
  }
}
