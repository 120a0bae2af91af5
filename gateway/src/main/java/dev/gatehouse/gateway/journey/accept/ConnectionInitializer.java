package dev.gatehouse.gateway.journey.accept;

import dev.gatehouse.gateway.exchange.ClientAddress;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.time.Duration;
import java.util.Optional;

/** Equips a new connection, top to bottom in the order of the wire. */
public final class ConnectionInitializer {
  private static final int TLV_BYTES_MAX = 1024;

  private final ConnectionLimiter limiter;
  private final boolean proxyProtocol;
  private final Optional<TlsContexts> tls;
  private final Duration handshake;
  private final Protocols protocols;

  /**
   * Takes connections in.
   *
   * @param limiter how many there may be
   * @param proxyProtocol whether each must begin with a PROXY protocol header
   * @param tls the certificates, where there is TLS
   * @param handshake the wait for each step before the first request
   * @param protocols what comes after
   */
  public ConnectionInitializer(
      ConnectionLimiter limiter,
      boolean proxyProtocol,
      Optional<TlsContexts> tls,
      Duration handshake,
      Protocols protocols) {
    this.limiter = limiter;
    this.proxyProtocol = proxyProtocol;
    this.tls = tls;
    this.handshake = handshake;
    this.protocols = protocols;
  }

  ChannelHandler registeringIn(ChannelGroup connections) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        if (!limiter.admits(channel)) {
          channel.close();
          return;
        }
        connections.add(channel);
        receive(channel.pipeline());
      }
    };
  }

  private void receive(ChannelPipeline pipeline) {
    if (proxyProtocol) {
      pipeline.addLast(new HAProxyMessageDecoder(TLV_BYTES_MAX, true));
      pipeline.addLast(new ProxyProtocolHandler(handshake, client -> secure(pipeline, client)));
    } else {
      secure(pipeline, ClientAddress.of(pipeline.channel().remoteAddress()));
    }
  }

  private void secure(ChannelPipeline pipeline, ClientAddress client) {
    Channel channel = pipeline.channel();
    if (!limiter.admits(channel, client)) {
      channel.close();
    } else if (tls.isPresent()) {
      pipeline.addLast(tls.get().newHandler(channel.alloc(), handshake));
      pipeline.addLast(new AlpnSelector(protocols, client));
    } else {
      pipeline.addLast(new PrefaceSelector(protocols, client, handshake));
    }
  }
}
