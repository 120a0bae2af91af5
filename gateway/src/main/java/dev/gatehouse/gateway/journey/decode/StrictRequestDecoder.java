package dev.gatehouse.gateway.journey.decode;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** HTTP/1.1 from bytes, where a message with two lengths is no message. */
final class StrictRequestDecoder extends HttpRequestDecoder {

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
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("Content-Length beside Transfer-Encoding");
  }
}
