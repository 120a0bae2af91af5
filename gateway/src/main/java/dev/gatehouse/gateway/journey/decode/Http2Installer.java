package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.journey.accept.ProtocolInstaller;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.function.BiConsumer;

/** Equips a connection for HTTP/2, and each of its streams like an HTTP/1.1 connection. */
public final class Http2Installer implements ProtocolInstaller {
  private static final WriteBufferWaterMark WINDOW = new WriteBufferWaterMark(32 << 10, 64 << 10);
  private static final int RESETS_MAX = 200;
  private static final int RESETS_SECONDS = 30;
  private static final int EMPTY_FRAMES_MAX = 2;
  private static final int SMALL_CONTINUATIONS_MAX = 16;
  private static final int QUEUED_CONTROL_FRAMES_MAX = 1000;

  private final DecodeBounds bounds;
  private final Http2Bounds http2;
  private final RequestReader reader;
  private final WebSocketInstaller sessions;
  private final BiConsumer<Exchange, Outcome<Arrived>> journey;
  private final StrictStreamCodec streamCodec;

  public Http2Installer(
      DecodeBounds bounds,
      Http2Bounds http2,
      RequestReader reader,
      WebSocketInstaller sessions,
      BiConsumer<Exchange, Outcome<Arrived>> journey) {
    this.bounds = bounds;
    this.http2 = http2;
    this.reader = reader;
    this.sessions = sessions;
    this.journey = journey;
    this.streamCodec = new StrictStreamCodec(bounds.uriBytesMax());
  }

  @Override
  public void install(ChannelPipeline pipeline, ClientAddress client) {
    Http2FrameCodec codec = codec();
    pipeline.addLast(codec);
    var webSockets = new DefaultChannelGroup(pipeline.channel().eventLoop());
    pipeline.addLast(new Http2MultiplexHandler(streamsOf(client, webSockets)));
    pipeline.addLast(
        new Http2SessionHandler(
            codec.connection(),
            webSockets,
            http2,
            bounds.keepAliveIdle(),
            new Deadline(pipeline.channel().eventLoop())));
  }

  private Http2FrameCodec codec() {
    Http2Settings settings =
        Http2Settings.defaultSettings()
            .maxConcurrentStreams(http2.streamsMax())
            .initialWindowSize(http2.streamWindowBytes())
            .maxHeaderListSize(bounds.headerBytesMax())
            .connectProtocolEnabled(true);
    return Http2FrameCodecBuilder.forServer()
        .initialSettings(settings)
        .validateHeaders(true)
        .validateRequiredPseudoHeaders(true)
        .decoupleCloseAndGoAway(true)
        .decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_FRAMES_MAX)
        .decoderEnforceMaxRstFramesPerWindow(RESETS_MAX, RESETS_SECONDS)
        .decoderEnforceMaxSmallContinuationFrames(SMALL_CONTINUATIONS_MAX)
        .encoderEnforceMaxRstFramesPerWindow(RESETS_MAX, RESETS_SECONDS)
        .encoderEnforceMaxQueuedControlFrames(QUEUED_CONTROL_FRAMES_MAX)
        .build();
  }

  private ChannelInitializer<Channel> streamsOf(ClientAddress client, ChannelGroup webSockets) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel stream) {
        stream.config().setWriteBufferWaterMark(WINDOW);
        stream.pipeline().addLast(streamCodec);
        stream.pipeline().addLast(new ExtendedConnectHandler(reader, sessions, client, webSockets));
        stream.pipeline().addLast(new GrpcStreamHandler());
        stream
            .pipeline()
            .addLast(
                new HttpExchangeHandler(new Http2Carrier(stream, bounds), client, reader, journey));
      }
    };
  }
}
