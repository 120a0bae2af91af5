package dev.gatehouse.gateway.front;

import dev.gatehouse.gateway.GatewaySettings.Front;
import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.journey.accept.AddressRanges;
import dev.gatehouse.gateway.journey.accept.Binding;
import dev.gatehouse.gateway.journey.accept.ConnectionInitializer;
import dev.gatehouse.gateway.journey.accept.ConnectionLimiter;
import dev.gatehouse.gateway.journey.accept.DrainEvent;
import dev.gatehouse.gateway.journey.accept.Listener;
import dev.gatehouse.gateway.journey.accept.Protocols;
import dev.gatehouse.gateway.journey.accept.TlsContexts;
import dev.gatehouse.gateway.journey.accept.Transport;
import dev.gatehouse.gateway.journey.decode.CorsPolicy;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.decode.ForwardedAddress;
import dev.gatehouse.gateway.journey.decode.Http1Installer;
import dev.gatehouse.gateway.journey.decode.Http2Installer;
import dev.gatehouse.gateway.journey.decode.OwnRoutes;
import dev.gatehouse.gateway.journey.decode.RequestReader;
import dev.gatehouse.gateway.journey.decode.WebSocketInstaller;
import io.netty.channel.ChannelFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The stages accept and decode on a real port, in front of a {@link NotingJourney}. */
public final class FrontDoor implements AutoCloseable {
  /** Bounds that no honest test reaches. */
  public static final DecodeBounds BOUNDS =
      new DecodeBounds(
          8 << 10,
          16 << 10,
          4 << 20,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  private final Transport transport = Transport.best(1);
  private final NotingJourney journey = new NotingJourney();
  private final ConnectionLimiter limiter;
  private final Listener listener;
  private final InetSocketAddress address;

  public FrontDoor() {
    this(Front.PLAIN, BOUNDS, Optional.empty());
  }

  public FrontDoor(Front front, DecodeBounds bounds, Optional<TlsContexts> tls) {
    var trusted = new AddressRanges(front.trustedProxies());
    this.limiter = new ConnectionLimiter(100, front.connectionsPerAddressMax(), trusted);
    var cors = new CorsPolicy(front.corsOrigins());
    var forwarded = new ForwardedAddress(front.clientAddressFrom(), trusted);
    var reader = new RequestReader(bounds, cors, forwarded);
    var served = new OwnRoutes("test", cors, journey, journey);
    this.listener =
        new Listener(
            transport,
            new ConnectionInitializer(
                limiter,
                front.proxyProtocol(),
                tls,
                front.handshake(),
                new Protocols(
                    new Http1Installer(bounds, reader, noSessions(), served),
                    new Http2Installer(bounds, front.http2(), reader, noSessions(), served))));
    ChannelFuture bound =
        listener
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Binding.NEW)
            .syncUninterruptibly();
    this.address = (InetSocketAddress) bound.channel().localAddress();
  }

  /** No session is served here: each is told so in answer to its hello. */
  private static WebSocketInstaller noSessions() {
    return new WebSocketInstaller(
        SessionSettings.DEFAULT.bounds(),
        (session, _) -> {
          session.exchange().refuse(new Refusal.TokenInvalid("not here"));
          session.exchange().releaseAll();
        });
  }

  public InetSocketAddress address() {
    return address;
  }

  public NotingJourney journey() {
    return journey;
  }

  /** How many clients are connected. */
  public int connections() {
    return limiter.open();
  }

  /** Tells every connection to end after its exchange. */
  public void drain() {
    listener.unbind().awaitUninterruptibly();
    listener.drain(DrainEvent.INSTANCE);
  }

  /** Tells every connection to end, in this way. */
  public void drain(DrainEvent how) {
    listener.drain(how);
  }

  @Override
  public void close() {
    listener.cut().awaitUninterruptibly();
    transport.loops().shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
