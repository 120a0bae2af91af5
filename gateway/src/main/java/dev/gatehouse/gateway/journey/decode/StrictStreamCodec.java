package dev.gatehouse.gateway.journey.decode;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.AsciiString;
import java.util.List;

/** HTTP messages from HTTP/2 frames, where a head that says two things is no head (RFC 9113, 8). */
@Sharable
final class StrictStreamCodec extends Http2StreamFrameToHttpObjectCodec {
  private static final List<AsciiString> ONCE =
      List.of(
          PseudoHeaderName.METHOD.value(),
          PseudoHeaderName.SCHEME.value(),
          PseudoHeaderName.AUTHORITY.value(),
          PseudoHeaderName.PATH.value(),
          PseudoHeaderName.PROTOCOL.value(),
          HttpHeaderNames.HOST);

  private final int uriBytesMax;

  StrictStreamCodec(int uriBytesMax) {
    super(true, true);
    this.uriBytesMax = uriBytesMax;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, Http2StreamFrame frame, List<Object> out)
      throws Exception {
    if (!(frame instanceof Http2HeadersFrame head) || head.headers().method() == null) {
      super.decode(ctx, frame, out);
    } else if (isAmbiguous(head.headers())) {
      ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.PROTOCOL_ERROR));
    } else {
      super.decode(ctx, frame, out);
      if (head.headers().path() != null && head.headers().path().length() > uriBytesMax) {
        ((HttpObject) out.getLast())
            .setDecoderResult(DecoderResult.failure(new TooLongHttpLineException(":path")));
      }
    }
  }

  private static boolean isAmbiguous(Http2Headers headers) {
    for (AsciiString name : ONCE) {
      if (headers.getAll(name).size() > 1) {
        return true;
      }
    }
    CharSequence authority = headers.authority();
    CharSequence host = headers.get(HttpHeaderNames.HOST);
    return authority != null
        && host != null
        && !AsciiString.contentEqualsIgnoreCase(authority, host);
  }
}
