package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.Backpressure;
import dev.gatehouse.gateway.exchange.PauseReason;
import dev.gatehouse.gateway.journey.decode.HranaProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;

/** sqld's side of one session: a connection that no other session ever uses. */
public final class WebSocketUpstream {
  private final Channel channel;
  private final HranaProtocol protocol;
  private final WebSocketUpstreamHandler handler;
  private final Backpressure reads;

  WebSocketUpstream(Channel channel, HranaProtocol protocol, WebSocketUpstreamHandler handler) {
    this.channel = channel;
    this.protocol = protocol;
    this.handler = handler;
    this.reads = new Backpressure(channel);
  }

  /** What comes now is this receiver's. */
  public void receiveTo(UpstreamMessages receiver) {
    handler.receiveTo(receiver);
  }

  /** Sends a whole message, and with it its ownership. */
  public void send(ByteBuf message) {
    channel.write(protocol.frame(message), channel.voidPromise());
  }

  /** Sends whole messages that are framed already. */
  public void sendFramed(ByteBuf frames) {
    channel.write(frames, channel.voidPromise());
  }

  public ByteBufAllocator alloc() {
    return channel.alloc();
  }

  public boolean isOpen() {
    return channel.isActive();
  }

  /** Shows sqld a token. */
  public void sendHello(String token) {
    send(protocol.form().hello(channel.alloc(), token));
  }

  public void flush() {
    channel.flush();
  }

  /** Whether more bytes would wait in memory. */
  public boolean isFull() {
    return !channel.isWritable();
  }

  public void pauseReading() {
    reads.pause(PauseReason.CLIENT_FULL);
  }

  public void resumeReading() {
    reads.resume(PauseReason.CLIENT_FULL);
  }

  /** Cuts the connection; sqld stops what it was doing for it. */
  public void close() {
    handler.forget();
    channel.close();
  }
}
