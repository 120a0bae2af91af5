package dev.gatehouse.gateway.journey.decode;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 from bytes, where a message that could be read in two ways is no message. */
final class StrictRequestDecoder extends HttpRequestDecoder {
  private static final int CRLF = 2;

  private @Nullable ByteBuf reading;
  private int lineEnd;
  private int headBytes;
  private boolean inHead;

  StrictRequestDecoder(DecodeBounds bounds) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(bounds.uriBytesMax())
            .setMaxHeaderSize(bounds.headerBytesMax())
            .setStrictLineParsing(true)
            .setValidateHeaders(true)
            .setAllowDuplicateContentLengths(false));
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out)
      throws Exception {
    int before = out.size();
    reading = buffer;
    lineEnd = buffer.readerIndex();
    super.decode(ctx, buffer, out);
    reading = null;
    if (inHead) {
      headBytes += buffer.readerIndex() - lineEnd;
      if (out.size() > before) {
        inHead = false;
        refuseFolds((HttpRequest) out.get(before));
      }
    }
  }

  /** Called between the request line and the first header. */
  @Override
  protected HttpMessage createMessage(String[] initialLine) throws Exception {
    if (reading != null) {
      lineEnd = reading.readerIndex();
    }
    headBytes = 0;
    inHead = true;
    return super.createMessage(initialLine);
  }

  /** A header over several lines (obs-fold) leaves a line more than there are headers. */
  private void refuseFolds(HttpRequest request) {
    if (request.decoderResult() instanceof HttpMessageDecoderResult sizes) {
      int expected = sizes.headerSize() + CRLF * (request.headers().size() + 1);
      if (headBytes != expected) {
        request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("obs-fold")));
      }
    }
  }

  @Override
  protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
    if (line[start - 1] != ' ' || line[start + length] != ' ') {
      throw new IllegalArgumentException("the request line is not separated by spaces");
    }
    return super.splitSecondWordInitialLine(line, start, length);
  }

  @Override
  protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
    String version = super.splitThirdWordInitialLine(line, start, length);
    if (!version.startsWith("HTTP/")) {
      throw new IllegalArgumentException("the request line names no version of HTTP");
    }
    return version;
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Content-Length beside Transfer-Encoding");
  }
}
