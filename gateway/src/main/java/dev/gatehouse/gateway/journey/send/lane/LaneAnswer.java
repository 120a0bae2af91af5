package dev.gatehouse.gateway.journey.send.lane;

import dev.gatehouse.gateway.journey.send.UpstreamReceiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** The answer to a pipeline in the making, as sqld writes it over HTTP. */
final class LaneAnswer {
  private static final byte[] BEGIN = ascii("{\"baton\":null,\"base_url\":null,\"results\":[");
  private static final byte[] OK = ascii("{\"type\":\"ok\",\"response\":");
  private static final byte[] EXECUTED = ascii("{\"type\":\"execute\",\"result\":");
  private static final byte[] ERROR = ascii("{\"type\":\"error\",\"error\":");
  private static final byte[] CLOSED =
      ascii("{\"type\":\"ok\",\"response\":{\"type\":\"close\"}}]}");
  private static final ByteBuf ROW_ID =
      Unpooled.unreleasableBuffer(
          Unpooled.wrappedBuffer(ascii("\"last_insert_rowid\":\"")).asReadOnly());
  private static final int USUAL_BYTES = 512;

  private final ByteBuf body;

  LaneAnswer(ByteBufAllocator alloc) {
    body = alloc.buffer(USUAL_BYTES).writeBytes(BEGIN);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Takes on the answer to the next request. */
  void add(ByteBuf message, LaneMessage parts) {
    int length = parts.to() - parts.from();
    body.ensureWritable(OK.length + length + 2);
    body.writeBytes(parts.isOk() ? OK : ERROR)
        .writeBytes(message, parts.from(), length)
        .writeByte('}')
        .writeByte(',');
  }

  /** Takes on the result of a statement, of which these are the pieces. */
  LaneAnswer addExecuted(ByteBuf... pieces) {
    body.writeBytes(OK).writeBytes(EXECUTED);
    for (ByteBuf piece : pieces) {
      body.writeBytes(piece);
    }
    body.writeByte('}').writeByte('}').writeByte(',');
    return this;
  }

  /** Forgets what was taken on. */
  void clear() {
    body.writerIndex(BEGIN.length);
  }

  int bytes() {
    return body.readableBytes();
  }

  /** Whether it seems to tell the id of a row that was inserted. */
  boolean tellsRow() {
    return ByteBufUtil.indexOf(ROW_ID, body) >= 0;
  }

  /** Hands the answer over whole. */
  void to(UpstreamReceiver receiver) {
    body.writeBytes(CLOSED);
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    receiver.onHead(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, headers));
    receiver.onBody(body);
    receiver.onEnd();
  }

  void release() {
    body.release();
  }
}
