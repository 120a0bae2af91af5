package dev.gatehouse.gateway.journey.decode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a stream that speaks gRPC pass for one that speaks gRPC-web, the form that sqld takes.
 *
 * <p>Requests are framed alike in both. An answer's messages pass as they come; its last frame
 * becomes the trailers.
 */
final class GrpcStreamHandler extends ChannelDuplexHandler {
  private static final Map<String, String> WEB_FORM =
      Map.of(
          "application/grpc", "application/grpc-web",
          "application/grpc+proto", "application/grpc-web+proto");
  private static final AsciiString GRPC = AsciiString.cached("application/grpc");

  private boolean speaksGrpc;
  private @Nullable HttpResponse allInHead;
  private @Nullable GrpcWebFrames frames;

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpRequest request) {
      HttpHeaders headers = request.headers();
      List<String> types = headers.getAll(HttpHeaderNames.CONTENT_TYPE);
      if (types.size() == 1 && WEB_FORM.containsKey(types.getFirst())) {
        speaksGrpc = true;
        headers.set(HttpHeaderNames.CONTENT_TYPE, WEB_FORM.get(types.getFirst()));
      }
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    switch (message) {
      case HttpResponse head when speaksGrpc && GrpcCall.isSpokenIn(head.headers()) ->
          writeHead(ctx, head, promise);
      case HttpContent last when allInHead != null -> writeAllInHead(ctx, allInHead, last, promise);
      case HttpContent content when frames != null -> writeBody(ctx, frames, content, promise);
      default -> ctx.write(message, promise);
    }
  }

  private void writeHead(ChannelHandlerContext ctx, HttpResponse head, ChannelPromise promise) {
    head.headers().set(HttpHeaderNames.CONTENT_TYPE, GRPC);
    head.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
    if (head instanceof FullHttpResponse) {
      ctx.write(head, promise);
    } else if (head.headers().contains(GrpcCall.STATUS)) {
      allInHead = head;
      promise.setSuccess();
    } else {
      frames = new GrpcWebFrames();
      ctx.write(head, promise);
    }
  }

  /** An answer without messages is its head alone. */
  private static void writeAllInHead(
      ChannelHandlerContext ctx, HttpResponse head, HttpContent content, ChannelPromise promise) {
    content.release();
    if (content instanceof LastHttpContent) {
      ctx.write(
          new DefaultFullHttpResponse(
              head.protocolVersion(),
              head.status(),
              Unpooled.EMPTY_BUFFER,
              head.headers(),
              EmptyHttpHeaders.INSTANCE),
          promise);
    } else {
      promise.setSuccess();
    }
  }

  private void writeBody(
      ChannelHandlerContext ctx,
      GrpcWebFrames reading,
      HttpContent content,
      ChannelPromise promise) {
    try {
      int messageBytes = reading.take(content.content());
      if (content instanceof LastHttpContent) {
        HttpHeaders trailers = reading.trailers();
        ByteBuf messages = content.content().readRetainedSlice(messageBytes);
        content.release();
        ctx.write(new DefaultLastHttpContent(messages, trailers), promise);
      } else if (messageBytes > 0) {
        ctx.write(content.replace(content.content().readSlice(messageBytes)), promise);
      } else {
        content.release();
        promise.setSuccess();
      }
    } catch (UnfitAnswerException unfit) {
      content.release();
      promise.setFailure(unfit);
      ctx.fireExceptionCaught(unfit);
    }
  }
}
