package dev.gatehouse.gateway;

import dev.gatehouse.gateway.GatewaySettings.Front;
import dev.gatehouse.gateway.GatewaySettings.TlsFiles;
import dev.gatehouse.gateway.journey.Journey;
import dev.gatehouse.gateway.journey.accept.AddressRanges;
import dev.gatehouse.gateway.journey.accept.ConnectionInitializer;
import dev.gatehouse.gateway.journey.accept.ConnectionLimiter;
import dev.gatehouse.gateway.journey.accept.Listener;
import dev.gatehouse.gateway.journey.accept.Protocols;
import dev.gatehouse.gateway.journey.accept.TlsContexts;
import dev.gatehouse.gateway.journey.decode.CorsPolicy;
import dev.gatehouse.gateway.journey.decode.ForwardedAddress;
import dev.gatehouse.gateway.journey.decode.Http1Installer;
import dev.gatehouse.gateway.journey.decode.Http2Installer;
import dev.gatehouse.gateway.journey.decode.OwnRoutes;
import dev.gatehouse.gateway.journey.decode.RequestReader;
import dev.gatehouse.gateway.journey.identify.Authenticator;
import dev.gatehouse.gateway.journey.identify.JwtVerifier;
import dev.gatehouse.gateway.journey.identify.TokenBounds;
import dev.gatehouse.gateway.journey.locate.TenantDirectory;
import dev.gatehouse.gateway.journey.locate.TenantLocator;
import dev.gatehouse.gateway.journey.permit.Admission;
import dev.gatehouse.gateway.journey.rewrite.HandleSeal;
import dev.gatehouse.gateway.journey.rewrite.RequestRewriter;
import dev.gatehouse.gateway.journey.rewrite.SecondLock;
import dev.gatehouse.gateway.journey.send.Forwarder;
import dev.gatehouse.gateway.journey.stream.Relay;
import dev.gatehouse.gateway.journey.tally.AccessLog;
import dev.gatehouse.gateway.journey.tally.MetricCatalog;
import dev.gatehouse.gateway.journey.tally.Tally;
import dev.gatehouse.tenancy.Revocations;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The data plane, put together: every object is built here, once. */
public final class Gateway {
  private final GatewaySettings settings;
  private final Optional<TlsContexts> tls;
  private final Listener listener;

  public Gateway(GatewaySettings settings, Surroundings surroundings, InstantSource clock)
      throws IOException {
    this.settings = settings;
    Front front = settings.front();
    var trusted = new AddressRanges(front.trustedProxies());
    var limiter =
        new ConnectionLimiter(settings.connectionsMax(), front.connectionsPerAddressMax(), trusted);
    MetricCatalog.CONNECTIONS.gauge(surroundings.meters(), limiter::open);
    this.tls = tls(front);
    this.listener =
        new Listener(
            surroundings.transport(),
            new ConnectionInitializer(
                limiter,
                front.proxyProtocol(),
                tls,
                front.handshake(),
                protocols(settings, trusted, journey(settings, surroundings, clock))));
  }

  private static Optional<TlsContexts> tls(Front front) throws IOException {
    if (front.tls().isEmpty()) {
      return Optional.empty();
    }
    TlsFiles files = front.tls().get();
    return Optional.of(new TlsContexts(files.certificate(), files.key(), files.reloadEvery()));
  }

  private static Protocols protocols(
      GatewaySettings settings, AddressRanges trusted, Journey journey) {
    Front front = settings.front();
    var cors = new CorsPolicy(front.corsOrigins());
    var forwarded = new ForwardedAddress(front.clientAddressFrom(), trusted);
    var reader = new RequestReader(settings.decode(), cors, forwarded);
    var served = new OwnRoutes(settings.version(), cors, journey);
    return new Protocols(
        new Http1Installer(settings.decode(), reader, served),
        new Http2Installer(settings.decode(), front.http2(), reader, served));
  }

  private static Journey journey(
      GatewaySettings settings, Surroundings surroundings, InstantSource clock) {
    var tokens = settings.tokens();
    var verifier = new JwtVerifier(surroundings.issuers(), tokens.clockSkew(), clock);
    var directory =
        new TenantDirectory(
            surroundings.directory(),
            settings.freshness(),
            Executors.newVirtualThreadPerTaskExecutor());
    var forwarder =
        new Forwarder(
            surroundings.transport().loops(),
            surroundings.transport().clientChannel(),
            settings.pool());
    return new Journey(
        new Authenticator(
            verifier,
            TokenBounds.of(tokens.tokenBytesMax(), tokens.verifiedMax()),
            Revocations.none()),
        new TenantLocator(directory, surroundings.nodes()),
        new Admission(settings.limits()),
        new RequestRewriter(
            new SecondLock(surroundings.secondLock(), clock),
            new HandleSeal(surroundings.seal(), clock),
            settings.decode().requestBody(),
            settings.decode().bodyBytesMax()),
        forwarder,
        new Relay(settings.relay(), forwarder::send),
        new Tally(surroundings.meters(), new AccessLog()));
  }

  /** Starts to listen; the address tells the port where any free one was asked for. */
  public InetSocketAddress start() throws IOException {
    ChannelFuture bound = listener.bind(settings.listen()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on " + settings.listen() + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    return (InetSocketAddress) bound.channel().localAddress();
  }

  /** Looks at the certificate's files at once. */
  public void reload() {
    tls.ifPresent(TlsContexts::reload);
  }

  /** Stops listening, lets exchanges finish, and cuts what has not finished by then. */
  public void drain(Duration bound) {
    listener.drain().awaitUninterruptibly();
    if (!listener.emptied().awaitUninterruptibly(bound.toMillis())) {
      listener.cut().awaitUninterruptibly();
    }
    tls.ifPresent(TlsContexts::close);
  }
}
