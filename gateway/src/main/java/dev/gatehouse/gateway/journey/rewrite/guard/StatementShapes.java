package dev.gatehouse.gateway.journey.rewrite.guard;

import dev.gatehouse.gateway.exchange.Payload;
import io.netty.buffer.ByteBuf;

/** What the statements of a body look like, without anything that its author put in as a value. */
public final class StatementShapes {
  private static final int STATEMENTS_MAX = 100;
  private static final int LENGTH_MAX = 500;
  private static final int BODY_BYTES_MAX = 1 << 20;
  private static final int GRPC_PREFIX_BYTES = 5;

  private StatementShapes() {}

  /** The shapes of the first few; empty where a body carries none, or is too large to look at. */
  public static String of(Payload payload, ByteBuf body) {
    if (!body.isReadable() || body.readableBytes() > BODY_BYTES_MAX) {
      return "";
    }
    var notes = new ShapeNotes(STATEMENTS_MAX, LENGTH_MAX);
    read(payload, body, notes);
    return notes.text();
  }

  /** How far a body can be read does not matter: what was read is written down. */
  private static void read(Payload payload, ByteBuf body, ShapeNotes notes) {
    Reading<?> _ =
        switch (payload) {
          case PIPELINE -> new JsonCarrier(notes).pipeline(body);
          case CURSOR -> new JsonCarrier(notes).cursor(body);
          case LEGACY -> new JsonCarrier(notes).legacyStatements(body);
          case LEGACY_EXECUTE -> new JsonCarrier(notes).legacyExecute(body);
          case LEGACY_BATCH -> new JsonCarrier(notes).legacyBatch(body);
          case PIPELINE_PROTOBUF -> new ProtobufCarrier(notes).pipeline(body);
          case CURSOR_PROTOBUF -> new ProtobufCarrier(notes).cursor(body);
          case PROXY_EXECUTE -> new ProtobufCarrier(notes).proxyExecute(messageOf(body));
          case PROXY_DESCRIBE -> new ProtobufCarrier(notes).proxyDescribe(messageOf(body));
          case PROXY_DISCONNECT, REPLICATION, NONE, OWN, IDENTITY -> new Reading.Passed<>(notes);
        };
  }

  private static ByteBuf messageOf(ByteBuf body) {
    int prefix = Math.min(GRPC_PREFIX_BYTES, body.readableBytes());
    return body.slice(body.readerIndex() + prefix, body.readableBytes() - prefix);
  }
}
