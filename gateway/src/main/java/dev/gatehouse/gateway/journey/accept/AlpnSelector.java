package dev.gatehouse.gateway.journey.accept;

import dev.gatehouse.gateway.exchange.ClientAddress;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;

/** Hands a connection over to the protocol that the TLS handshake agreed on. */
final class AlpnSelector extends ApplicationProtocolNegotiationHandler {
  private final Protocols protocols;
  private final ClientAddress client;

  AlpnSelector(Protocols protocols, ClientAddress client) {
    super(ApplicationProtocolNames.HTTP_1_1);
    this.protocols = protocols;
    this.client = client;
  }

  @Override
  protected void configurePipeline(ChannelHandlerContext ctx, String protocol) {
    if (protocol.equals(TlsContexts.CHALLENGE_PROTOCOL)) {
      // The handshake was all that the authority wanted.
      ctx.close();
      return;
    }
    ProtocolInstaller agreed =
        protocol.equals(ApplicationProtocolNames.HTTP_2) ? protocols.http2() : protocols.http1();
    agreed.install(ctx.pipeline(), client);
  }

  @Override
  protected void handshakeFailure(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (event == DrainEvent.INSTANCE) {
      ctx.close();
    }
    super.userEventTriggered(ctx, event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
