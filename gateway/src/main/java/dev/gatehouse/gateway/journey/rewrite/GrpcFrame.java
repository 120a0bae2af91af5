package dev.gatehouse.gateway.journey.rewrite;

import io.netty.buffer.ByteBuf;

/** The frame around a gRPC message: a flag, four bytes of length, the message. */
final class GrpcFrame {
  static final int PREFIX_BYTES = 5;

  private GrpcFrame() {}

  /** Whether the body is one message, uncompressed, and nothing else. */
  static boolean isSingle(ByteBuf body) {
    int at = body.readerIndex();
    return body.readableBytes() >= PREFIX_BYTES
        && body.getByte(at) == 0
        && body.getInt(at + 1) == body.readableBytes() - PREFIX_BYTES;
  }

  static ByteBuf message(ByteBuf body) {
    return body.slice(body.readerIndex() + PREFIX_BYTES, body.readableBytes() - PREFIX_BYTES);
  }

  static void setLength(ByteBuf body) {
    body.setInt(body.readerIndex() + 1, body.readableBytes() - PREFIX_BYTES);
  }
}
