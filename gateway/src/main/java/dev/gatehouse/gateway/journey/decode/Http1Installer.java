package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.journey.accept.ProtocolInstaller;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.util.function.BiConsumer;

/** Equips a connection for HTTP/1.1. */
public final class Http1Installer implements ProtocolInstaller {
  private final DecodeBounds bounds;
  private final RequestReader reader;
  private final WebSocketInstaller sessions;
  private final BiConsumer<Exchange, Outcome<Arrived>> journey;

  public Http1Installer(
      DecodeBounds bounds,
      RequestReader reader,
      WebSocketInstaller sessions,
      BiConsumer<Exchange, Outcome<Arrived>> journey) {
    this.bounds = bounds;
    this.reader = reader;
    this.sessions = sessions;
    this.journey = journey;
  }

  @Override
  public void install(ChannelPipeline pipeline, ClientAddress client) {
    var connection = new Http1Carrier(pipeline.channel(), bounds);
    pipeline.addLast(new HttpResponseEncoder());
    pipeline.addLast(new StrictRequestDecoder(bounds));
    pipeline.addLast(new WebSocketUpgradeHandler(reader, sessions, client));
    pipeline.addLast(new HttpExchangeHandler(connection, client, reader, journey));
  }
}
