package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Answer;
import dev.gatehouse.gateway.exchange.HranaAnswer;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.exchange.Refusal.ProtocolViolation;
import dev.gatehouse.gateway.exchange.ReplySink;
import dev.gatehouse.gateway.exchange.Rescue;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What one WebSocket client reads: the hello's answer is the head, and each body is a message. */
public final class WebSocketReplySink implements ReplySink {
  private static final int SWITCHING = 101;
  private static final String FAREWELL = "Thank you for using sqld";

  private final Channel channel;
  private final HranaProtocol protocol;
  private final Journal journal;
  private final Deque<ByteBuf> own = new ArrayDeque<>(0);
  private @Nullable Runnable onRoom;
  private @Nullable Runnable onClosing;
  private boolean committed;
  private boolean insideMessage;
  private boolean closing;

  WebSocketReplySink(Channel channel, HranaProtocol protocol, Journal journal) {
    this.channel = channel;
    this.protocol = protocol;
    this.journal = journal;
  }

  /** Calls back once, when the session says farewell. */
  void onClosing(Runnable callback) {
    onClosing = callback;
  }

  public ByteBufAllocator alloc() {
    return channel.alloc();
  }

  @Override
  public boolean isCommitted() {
    return committed;
  }

  /** Nobody speaks gRPC on a session. */
  @Override
  public void speakGrpc() {}

  /** Accepts the hello. */
  @Override
  public void head(int status, HttpHeaders headers) {
    committed = true;
    journal.onReplied(status);
    body(protocol.form().helloOk(channel.alloc()));
    flush();
  }

  /** Sends a whole message, after the one that is under way in parts. */
  @Override
  public void body(ByteBuf message) {
    if (closing) {
      message.release();
    } else if (insideMessage) {
      own.add(message);
    } else {
      write(protocol.frame(message));
    }
  }

  /** Sends a message, or the next part of one, as sqld sent it. */
  public void frame(WebSocketFrame frame) {
    if (closing) {
      frame.release();
      return;
    }
    insideMessage = !frame.isFinalFragment();
    write(frame);
    while (!insideMessage && !own.isEmpty()) {
      write(protocol.frame(own.poll()));
    }
  }

  private void write(WebSocketFrame frame) {
    journal.onSent(frame.content().readableBytes());
    channel.write(frame, channel.voidPromise());
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public void end() {
    close(WebSocketCloseStatus.NORMAL_CLOSURE.code(), FAREWELL);
  }

  @Override
  public void answer(Answer answer) {
    journal.onReplied(answer.status());
    close(WebSocketCloseStatus.INTERNAL_SERVER_ERROR.code(), answer.text());
  }

  @Override
  public void refuse(Refusal refusal) {
    HranaAnswer answer = Rescue.hranaAnswerTo(refusal);
    if (refusal instanceof ClientGone) {
      abort();
    } else if (committed || refusal instanceof ProtocolViolation) {
      close(answer.closeCode(), answer.message());
    } else {
      journal.onReplied(SWITCHING);
      refuseHello(refusal);
    }
  }

  /** Rejects a hello, and with it the session. */
  public void refuseHello(Refusal refusal) {
    body(protocol.form().helloError(channel.alloc(), Rescue.hranaAnswerTo(refusal)));
    end();
  }

  /** Says farewell; the channel follows when the client has answered, or soon. */
  void close(int code, String reason) {
    if (closing) {
      return;
    }
    while (!own.isEmpty() && !insideMessage) {
      write(protocol.frame(own.poll()));
    }
    closing = true;
    dropOwn();
    channel.writeAndFlush(new CloseWebSocketFrame(code, shortened(reason)));
    if (onClosing != null) {
      onClosing.run();
    }
  }

  private static String shortened(String reason) {
    int charsMax = 120;
    String plain = reason.replaceAll("[^ -~]", "?");
    return plain.length() <= charsMax ? plain : plain.substring(0, charsMax);
  }

  @Override
  public void abort() {
    closing = true;
    dropOwn();
    channel.close();
  }

  private void dropOwn() {
    while (!own.isEmpty()) {
      own.poll().release();
    }
  }

  /** Whether a close is on its way, so that nothing more is sent or understood. */
  boolean isClosing() {
    return closing;
  }

  @Override
  public boolean isFull() {
    return !channel.isWritable();
  }

  /** Whether an answer of Gatehouse's own waits for the end of a message in parts. */
  public boolean hasWaiting() {
    return !own.isEmpty();
  }

  @Override
  public void onRoom(Runnable callback) {
    onRoom = callback;
  }

  void onWritabilityChanged() {
    if (onRoom != null && channel.isWritable()) {
      onRoom.run();
    }
  }

  /** The channel is gone. */
  void onGone() {
    closing = true;
    dropOwn();
  }
}
