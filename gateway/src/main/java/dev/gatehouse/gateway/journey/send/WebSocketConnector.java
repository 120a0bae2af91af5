package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ConnectFailed;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamForgot;
import dev.gatehouse.gateway.journey.decode.HranaProtocol;
import dev.gatehouse.gateway.journey.rewrite.HelloToken;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import dev.gatehouse.tenancy.NamespaceId;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The stage that opens a session with sqld: a connection, an upgrade and a hello of its own. */
public final class WebSocketConnector {
  private static final WriteBufferWaterMark WINDOW = new WriteBufferWaterMark(32 << 10, 64 << 10);
  private static final int HEAD_BYTES_MAX = 64 << 10;

  private final Class<? extends SocketChannel> channelType;
  private final Breakers breakers;
  private final Duration connect;
  private final Duration accept;

  /**
   * How sessions are opened.
   *
   * @param channelType what connects
   * @param breakers which nodes are asked
   * @param connect the wait for a connection
   * @param accept the wait for sqld's answers to the upgrade and the hello
   */
  public WebSocketConnector(
      Class<? extends SocketChannel> channelType,
      Breakers breakers,
      Duration connect,
      Duration accept) {
    this.channelType = channelType;
    this.breakers = breakers;
    this.connect = connect;
    this.accept = accept;
  }

  /** Opens the session; once more where sqld has forgotten a namespace that the registry knows. */
  public Outcome<Opened> open(Rewritten rewritten, HranaProtocol protocol) {
    return attempt(rewritten, protocol)
        .otherwise(
            refusal ->
                refusal instanceof UpstreamForgot
                    ? attempt(rewritten, protocol)
                    : Outcome.stopped(refusal))
        .then(
            upstream -> {
              exchangeOf(rewritten).onEnd(upstream::close);
              return Outcome.ready(new Opened(rewritten, upstream));
            });
  }

  private static Exchange exchangeOf(Rewritten rewritten) {
    return rewritten.permitted().located().identified().arrived().exchange();
  }

  private Outcome<WebSocketUpstream> attempt(Rewritten rewritten, HranaProtocol protocol) {
    InetSocketAddress node = rewritten.permitted().located().node();
    NamespaceId tenant = rewritten.permitted().located().tenant().id();
    Breaker breaker = breakers.of(node);
    Optional<Refusal> objection = breaker.objectionTo(tenant);
    return objection.isPresent()
        ? Outcome.stopped(objection.get())
        : attempt(rewritten, protocol, node, new Trial(breaker, tenant));
  }

  private Outcome<WebSocketUpstream> attempt(
      Rewritten rewritten, HranaProtocol protocol, InetSocketAddress node, Trial trial) {
    Exchange exchange = exchangeOf(rewritten);
    Later<WebSocketUpstream> opened = exchange.await(connect.plus(accept), () -> silent(trial));
    var handler = new WebSocketUpstreamHandler(protocol, HelloToken.of(rewritten), trial, opened);
    ChannelFuture connecting =
        new Bootstrap()
            .group(exchange.loop())
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
            .connect(node);
    connecting.addListener(
        (ChannelFuture done) -> {
          if (!done.isSuccess()) {
            if (done.cause() instanceof IOException) {
              trial.refused();
            }
            opened.stop(new ConnectFailed());
          } else if (opened.isSettled()) {
            done.channel().close();
          } else {
            Channel channel = done.channel();
            exchange.onEnd(channel::close);
            handler.begin(channel.pipeline().context(handler), upgradeOf(rewritten));
          }
        });
    return opened;
  }

  private static Refusal silent(Trial trial) {
    trial.silent();
    return new ConnectFailed();
  }

  private static HttpDecoderConfig decoding() {
    return new HttpDecoderConfig().setMaxHeaderSize(HEAD_BYTES_MAX).setValidateHeaders(false);
  }

  /** The upgrade says what the rewritten request says, but for its token, which the hello says. */
  private static DefaultFullHttpRequest upgradeOf(Rewritten rewritten) {
    var head = rewritten.head();
    HttpHeaders headers = head.headers().copy();
    headers.remove(HttpHeaderNames.AUTHORIZATION);
    var request =
        new DefaultFullHttpRequest(
            head.protocolVersion(), head.method(), head.uri(), Unpooled.EMPTY_BUFFER);
    request.headers().set(headers);
    return request;
  }
}
