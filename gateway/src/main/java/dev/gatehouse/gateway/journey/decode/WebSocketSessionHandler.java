package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.PauseReason;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.Bug;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.exchange.Refusal.Draining;
import dev.gatehouse.gateway.exchange.Refusal.ProtocolViolation;
import dev.gatehouse.gateway.exchange.Refusal.SessionIdle;
import dev.gatehouse.gateway.exchange.Refusal.TooLarge;
import dev.gatehouse.gateway.journey.accept.DrainEvent;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Hello;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Request;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.function.BiConsumer;

/** Turns the frames of one client into a session; knows nothing of how the channel was upgraded. */
final class WebSocketSessionHandler extends ChannelInboundHandlerAdapter {
  private final Channel channel;
  private final WebSocketSession session;
  private final SessionBounds bounds;
  private final Deadline watch;
  private final BiConsumer<WebSocketSession, Outcome<Arrived>> journey;
  private boolean begun;
  private boolean heard;
  private boolean asked;
  private long roomWanted;
  private long lastMessageNanos = System.nanoTime();

  WebSocketSessionHandler(
      Channel channel,
      WebSocketSession session,
      SessionBounds bounds,
      Deadline watch,
      BiConsumer<WebSocketSession, Outcome<Arrived>> journey) {
    this.channel = channel;
    this.session = session;
    this.bounds = bounds;
    this.watch = watch;
    this.journey = journey;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    watch.set(
        bounds.hello(),
        () -> stop(violation(WebSocketCloseStatus.POLICY_VIOLATION, "No hello message in time")));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    heard = true;
    if (session.reply().isClosing()) {
      ReferenceCountUtil.release(message);
      if (message instanceof CloseWebSocketFrame) {
        channel.close();
      }
      return;
    }
    switch ((WebSocketFrame) message) {
      case PingWebSocketFrame ping -> answer(ping);
      case PongWebSocketFrame pong -> pong.release();
      case CloseWebSocketFrame close -> onFarewell(close);
      case WebSocketFrame data -> onMessage(data);
    }
  }

  /** A client that does not read its pongs gets none. */
  private void answer(PingWebSocketFrame ping) {
    if (channel.isWritable()) {
      channel.writeAndFlush(new PongWebSocketFrame(ping.content()), channel.voidPromise());
    } else {
      ping.release();
    }
  }

  private void onFarewell(CloseWebSocketFrame close) {
    int code = close.statusCode();
    close.release();
    session.reply().close(code < 0 ? WebSocketCloseStatus.NORMAL_CLOSURE.code() : code, "");
    channel.close();
    WebSocketSession.Reader reader = session.reader();
    if (reader == null) {
      stop(new ClientGone());
    } else {
      reader.onFarewell();
    }
  }

  private void onMessage(WebSocketFrame data) {
    if (!session.protocol().carries(data)) {
      data.release();
      stop(violation(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, wrongType()));
      return;
    }
    lastMessageNanos = System.nanoTime();
    ByteBuf bytes = data.content();
    session.exchange().journal().onReceived(bytes.readableBytes());
    session.protocol().form().read(bytes).finish(read -> take(read, bytes));
  }

  private String wrongType() {
    return session.protocol().isProtobuf()
        ? "Received a text WebSocket message"
        : "Received a binary WebSocket message";
  }

  private void take(Outcome.Settling<HranaMessage> read, ByteBuf bytes) {
    WebSocketSession.Reader reader = session.reader();
    switch (read) {
      case Outcome.Stopped<HranaMessage>(Refusal refusal) -> {
        bytes.release();
        stop(refusal);
      }
      case Outcome.Ready<HranaMessage>(Hello hello) -> {
        bytes.release();
        if (reader == null) {
          begin(hello);
        } else {
          reader.onHello(hello);
        }
      }
      case Outcome.Ready<HranaMessage>(Request request) -> {
        if (reader == null) {
          bytes.release();
          stop(
              violation(
                  WebSocketCloseStatus.POLICY_VIOLATION,
                  "Received a request before hello message"));
        } else {
          reader.onRequest(request, bytes);
        }
      }
    }
  }

  /** Starts the journey; what the client sends meanwhile waits before it is inflated. */
  private void begin(Hello hello) {
    session.pause(PauseReason.BODY_UNCLAIMED);
    watch.set(bounds.pingEvery(), this::look);
    begun = true;
    try {
      journey.accept(session, session.arrive(session.exchange(), hello));
    } catch (RuntimeException defect) {
      session.exchange().interrupt(new Bug(defect));
    }
  }

  /** Ends the session, wherever it stands. */
  private void stop(Refusal refusal) {
    if (begun) {
      session.exchange().interrupt(refusal);
    } else {
      begun = true;
      journey.accept(session, Outcome.stopped(refusal));
    }
  }

  private static ProtocolViolation violation(WebSocketCloseStatus status, String what) {
    return new ProtocolViolation(status.code(), what);
  }

  /** Looks whether the client is still there and still wants something. */
  private void look() {
    long room = channel.bytesBeforeWritable();
    boolean stuck = room > 0 && room == roomWanted;
    boolean silent = asked && !heard && room == 0 && !session.isPaused();
    roomWanted = room;
    if (stuck || silent) {
      stop(new ClientGone());
      return;
    }
    if (System.nanoTime() - lastMessageNanos > bounds.idle().toNanos() && !session.isPaused()) {
      stop(new SessionIdle());
      return;
    }
    asked = !heard && room == 0;
    if (asked) {
      channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
    }
    heard = false;
    watch.set(bounds.pingEvery(), this::look);
  }

  /** The session says farewell: the client has a moment to answer. */
  void onClosing() {
    for (PauseReason reason : PauseReason.values()) {
      session.resume(reason);
    }
    watch.set(bounds.linger(), channel::close);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    WebSocketSession.Reader reader = session.reader();
    if (reader != null) {
      reader.onClientPause();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof DrainEvent) {
      WebSocketSession.Reader reader = session.reader();
      if (reader != null) {
        reader.onDrain(event == DrainEvent.AFTER_NEXT_ANSWER);
      } else if (event == DrainEvent.INSTANCE) {
        stop(new Draining());
      }
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    session.reply().onWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    watch.cancel();
    session.reply().onGone();
    stop(new ClientGone());
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException frame -> stop(refusalOf(frame));
      case TooLongFrameException _ -> stop(tooLarge());
      case DecompressionException _ -> stop(tooLarge());
      case CodecException _ ->
          stop(violation(WebSocketCloseStatus.PROTOCOL_ERROR, "The frames are broken"));
      case IOException _ -> channel.close();
      default -> stop(new Bug(cause));
    }
  }

  private Refusal refusalOf(CorruptedWebSocketFrameException frame) {
    return frame.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
        ? tooLarge()
        : violation(frame.closeStatus(), "The frames are broken");
  }

  private Refusal tooLarge() {
    return new TooLarge("The message", bounds.messageBytesMax());
  }
}
