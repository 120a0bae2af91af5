package dev.gatehouse.gateway.journey.rewrite.guard;

import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Passed;
import dev.gatehouse.gateway.journey.rewrite.guard.Reading.Refused;
import io.netty.buffer.ByteBuf;

/** Reads the messages that carry SQL as protobuf. Buffers stay the caller's, and unread. */
public final class ProtobufCarrier {
  private final SqlReader guard;

  public ProtobufCarrier(SqlReader guard) {
    this.guard = guard;
  }

  /** The body of {@code POST /v3-protobuf/pipeline}. */
  public Reading<CarrierSummary> pipeline(ByteBuf body) {
    return read(body, walk -> walk.body(ProtobufShapes.PIPELINE));
  }

  /** The body of {@code POST /v3-protobuf/cursor}. */
  public Reading<CarrierSummary> cursor(ByteBuf body) {
    return read(body, walk -> walk.body(ProtobufShapes.CURSOR));
  }

  /** A binary message that a client sends over a WebSocket. */
  public Reading<ClientMessage> clientMessage(ByteBuf message) {
    return read(message, ProtobufWalk::clientMessage);
  }

  /** The message of {@code /proxy.Proxy/Execute}, without its gRPC frame. */
  public Reading<ProxyCall> proxyExecute(ByteBuf message) {
    return read(message, walk -> walk.proxyCall(ProtobufShapes.PROXY_EXECUTE));
  }

  /** The message of {@code /proxy.Proxy/Describe}, without its gRPC frame. */
  public Reading<ProxyCall> proxyDescribe(ByteBuf message) {
    return read(message, walk -> walk.proxyCall(ProtobufShapes.PROXY_DESCRIBE));
  }

  /** The message of {@code /proxy.Proxy/Disconnect}, without its gRPC frame. */
  public Reading<ProxyCall> proxyDisconnect(ByteBuf message) {
    return read(message, walk -> walk.proxyCall(ProtobufShapes.PROXY_DISCONNECT));
  }

  /** One message to {@code /proxy.Proxy/StreamExec}, without its gRPC frame. */
  public Reading<ProxyCall> proxyStreamExec(ByteBuf message) {
    return read(message, walk -> walk.proxyCall(ProtobufShapes.PROXY_STREAM_EXEC));
  }

  /** Which message is expected. */
  private interface Shape<T> {
    T read(ProtobufWalk walk) throws UnreadableException;
  }

  private <T> Reading<T> read(ByteBuf message, Shape<T> shape) {
    CarrierBytes bytes = new CarrierBytes(message);
    ProtobufCursor cursor = new ProtobufCursor(bytes.array(), bytes.from(), bytes.to());
    try {
      return new Passed<>(shape.read(new ProtobufWalk(guard, cursor)));
    } catch (UnreadableException e) {
      return new Refused<>(e.reason());
    }
  }
}
