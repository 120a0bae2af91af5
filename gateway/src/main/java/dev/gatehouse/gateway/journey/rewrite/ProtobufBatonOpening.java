package dev.gatehouse.gateway.journey.rewrite;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The first fields of a protobuf answer: the baton (1) is sealed, a base URL (2) never goes out.
 *
 * <p>A cursor's first message has its length before it; a pipeline's answer is one message.
 */
final class ProtobufBatonOpening implements ReplyOpening {
  private static final int BYTES_MAX = 1024;
  private static final int BATON = 0x0a;
  private static final int BASE_URL = 0x12;

  private final UnaryOperator<String> seal;
  private final boolean delimited;

  ProtobufBatonOpening(UnaryOperator<String> seal, boolean delimited) {
    this.seal = seal;
    this.delimited = delimited;
  }

  @Override
  public @Nullable ByteBuf rewrite(ByteBuf soFar, boolean whole) throws UnfitReplyException {
    ByteBuf reading = soFar.slice();
    int end = reading.writerIndex();
    if (delimited) {
      int length = Varint.read(reading);
      if (length < 0 || reading.readableBytes() < length) {
        return wait(soFar, whole);
      }
      end = reading.readerIndex() + length;
    }
    ByteBuf fields = reading.slice(reading.readerIndex(), end - reading.readerIndex());
    ByteBuf opening = soFar.alloc().buffer();
    try {
      if (!rewriteFields(fields, opening, whole || delimited)) {
        opening.release();
        return wait(soFar, whole);
      }
    } catch (UnfitReplyException unfit) {
      opening.release();
      throw unfit;
    }
    opening.writeBytes(fields);
    ByteBuf result = delimited ? withLength(opening) : opening;
    return result.writeBytes(reading, end, reading.writerIndex() - end);
  }

  private static @Nullable ByteBuf wait(ByteBuf soFar, boolean whole) throws UnfitReplyException {
    if (whole || soFar.readableBytes() >= BYTES_MAX) {
      throw new UnfitReplyException("the answer is no protobuf of Hrana's");
    }
    return null;
  }

  /** Moves past the two fields; false where they are not all there yet. */
  private boolean rewriteFields(ByteBuf fields, ByteBuf opening, boolean whole)
      throws UnfitReplyException {
    while (fields.isReadable()) {
      int key = fields.getUnsignedByte(fields.readerIndex());
      if (key != BATON && key != BASE_URL) {
        return true;
      }
      fields.markReaderIndex();
      fields.skipBytes(1);
      int length = Varint.read(fields);
      if (length < 0 || fields.readableBytes() < length) {
        fields.resetReaderIndex();
        if (whole) {
          throw new UnfitReplyException("a field is cut off");
        }
        return false;
      }
      String value = fields.readString(length, StandardCharsets.US_ASCII);
      if (key == BATON) {
        byte[] sealed = seal.apply(value).getBytes(StandardCharsets.US_ASCII);
        opening.writeBytes(Varint.keyAndLength(BATON, sealed.length)).writeBytes(sealed);
      }
    }
    return whole;
  }

  private static ByteBuf withLength(ByteBuf message) {
    ByteBuf delimited = message.alloc().buffer(Varint.sizeOf(message.readableBytes()));
    Varint.write(delimited, message.readableBytes());
    delimited.writeBytes(message);
    message.release();
    return delimited;
  }
}
