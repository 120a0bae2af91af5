package dev.gatehouse.gateway.journey.send;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/** Answers from bytes; it knows whether any were left over, so that no lease inherits them. */
final class UpstreamDecoder extends HttpResponseDecoder {
  private boolean inMessage;

  UpstreamDecoder(HttpDecoderConfig config) {
    super(config);
  }

  /** Whether nothing of another answer has come. */
  boolean isBetweenAnswers() {
    return !inMessage && actualReadableBytes() == 0;
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) {
    inMessage = true;
    return super.createMessage(initialLine);
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out)
      throws Exception {
    int before = out.size();
    super.decode(ctx, buffer, out);
    if (out.size() > before && out.getLast() instanceof LastHttpContent) {
      inMessage = false;
    }
  }
}
