package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.journey.decode.HranaProtocol;
import dev.gatehouse.gateway.journey.rewrite.HelloToken;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.function.Consumer;

/** Connects to a node, asks it for a WebSocket and says hello, with the rights of one request. */
@CrossThread
public final class WebSocketDial {
  private static final WriteBufferWaterMark WINDOW = new WriteBufferWaterMark(32 << 10, 64 << 10);
  private static final int HEAD_BYTES_MAX = 64 << 10;

  private final Class<? extends SocketChannel> channelType;
  private final Breakers breakers;
  private final Duration connect;

  public WebSocketDial(
      Class<? extends SocketChannel> channelType, Breakers breakers, Duration connect) {
    this.channelType = channelType;
    this.breakers = breakers;
    this.connect = connect;
  }

  /** Opens a session that no exchange waits for. */
  public void open(
      EventLoop loop, Rewritten like, HranaProtocol protocol, Later<WebSocketUpstream> opened) {
    var located = like.permitted().located();
    var trial = new Trial(breakers.of(located.node()), located.tenant().id());
    open(
        loop,
        like,
        new WebSocketUpstreamHandler(protocol, HelloToken.of(like), trial, opened),
        _ -> {});
  }

  void open(
      EventLoop loop,
      Rewritten like,
      WebSocketUpstreamHandler handler,
      Consumer<Channel> onConnected) {
    Vigil vigil = breakers.vigilAt(like.permitted().located().node());
    long begunNanos = vigil.breaker().begin();
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(channelType)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connect.toMillis()))
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WINDOW)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpClientCodec(decoding(), false, false));
                    channel.pipeline().addLast(handler);
                  }
                })
            .connect(like.permitted().located().node());
    connecting.addListener(
        Dialled.on(
            loop,
            done -> {
              if (!done.isSuccess()) {
                vigil.onNoConnection(done.cause(), begunNanos, loop);
                handler.onNoConnection();
              } else if (handler.isSettled()) {
                done.channel().close();
              } else {
                Channel channel = done.channel();
                onConnected.accept(channel);
                handler.begin(channel.pipeline().context(handler), upgradeOf(like));
              }
            }));
  }

  private static HttpDecoderConfig decoding() {
    return new HttpDecoderConfig().setMaxHeaderSize(HEAD_BYTES_MAX).setValidateHeaders(false);
  }

  /** The upgrade says what the rewritten request says, but for its token, which the hello says. */
  private static DefaultFullHttpRequest upgradeOf(Rewritten rewritten) {
    HttpHeaders headers = rewritten.head().headers().copy();
    headers.remove(HttpHeaderNames.AUTHORIZATION);
    headers.remove(HttpHeaderNames.CONTENT_LENGTH);
    var request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER);
    request.headers().set(headers);
    return request;
  }
}
