package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Equips a connection for HTTP/1.1. */
public final class Http1Installer implements Consumer<ChannelPipeline> {
  private final DecodeBounds bounds;
  private final RequestReader reader;
  private final BiConsumer<Exchange, Outcome<Arrived>> journey;

  public Http1Installer(DecodeBounds bounds, BiConsumer<Exchange, Outcome<Arrived>> journey) {
    this.bounds = bounds;
    this.reader = new RequestReader(bounds);
    this.journey = journey;
  }

  @Override
  public void accept(ChannelPipeline pipeline) {
    pipeline.addLast(new HttpResponseEncoder());
    pipeline.addLast(new StrictRequestDecoder(bounds));
    pipeline.addLast(new HttpExchangeHandler(pipeline.channel(), bounds, reader, journey));
  }
}
