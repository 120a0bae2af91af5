package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.HranaAnswer;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.OptionalInt;

/** One of the two ways to write Hrana's messages. */
public sealed interface HranaForm permits HranaJson, HranaProtobuf {

  /** What a client's message says; leaves the bytes and their indexes as they are. */
  Outcome<HranaMessage> read(ByteBuf message);

  /** The client's first message, with this token. */
  ByteBuf hello(ByteBufAllocator alloc, String token);

  ByteBuf helloOk(ByteBufAllocator alloc);

  ByteBuf helloError(ByteBufAllocator alloc, HranaAnswer error);

  /** The success of a request whose answer says nothing more. */
  ByteBuf responseOk(ByteBufAllocator alloc, int requestId, Kind kind);

  ByteBuf responseError(ByteBufAllocator alloc, int requestId, HranaAnswer error);

  /** A request to close a stream. */
  ByteBuf closeStream(ByteBufAllocator alloc, int requestId, int stream);

  /** The number of the request that a message of a server answers, by its first part. */
  OptionalInt answeredRequest(ByteBuf firstPart);

  /** Whether this message of a server says that a stream is closed. */
  boolean isStreamClosed(ByteBuf message);

  /** Whether this message of a server accepts the hello. */
  boolean isHelloOk(ByteBuf message);
}
