package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Answer;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.ReplySink;
import dev.gatehouse.gateway.exchange.TraceContext;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** The answer to one request on an HTTP connection. */
final class HttpReplySink implements ReplySink {
  private static final int OK = 200;

  private final Carrier carrier;
  private final Channel channel;
  private final HttpRequestBody body;
  private final Journal journal;
  private final CorsPolicy cors;
  private final @Nullable String grant;
  private final boolean bodiless;
  private boolean keepAlive;
  private @Nullable Runnable onRoom;
  private @Nullable ChannelFuture written;
  private boolean grpc;
  private boolean committed;
  private boolean ended;
  private boolean closing;

  HttpReplySink(
      Carrier carrier,
      HttpRequest request,
      HttpRequestBody body,
      Journal journal,
      CorsPolicy cors,
      boolean keepAlive) {
    this.carrier = carrier;
    this.channel = carrier.channel();
    this.body = body;
    this.journal = journal;
    this.cors = cors;
    this.grant = cors.grantTo(request.headers());
    this.bodiless = request.method().equals(HttpMethod.HEAD);
    this.keepAlive = keepAlive;
  }

  @Override
  public void speakGrpc() {
    grpc = true;
  }

  @Override
  public boolean isCommitted() {
    return committed;
  }

  @Override
  public void head(int status, HttpHeaders headers) {
    commit(status, keepAlive && body.isSkippable());
    complete(headers);
    channel.write(
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), headers));
  }

  @Override
  public void body(ByteBuf chunk) {
    if (bodiless) {
      chunk.release();
      return;
    }
    journal.onSent(chunk.readableBytes());
    channel.write(new DefaultHttpContent(chunk));
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public void end() {
    ended = true;
    written = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  @Override
  public void answer(Answer answer) {
    if (grpc) {
      answerInHead(answer);
      return;
    }
    ByteBuf text = ByteBufUtil.writeUtf8(channel.alloc(), answer.toJson());
    int length = text.readableBytes();
    if (bodiless) {
      text.release();
      text = Unpooled.EMPTY_BUFFER;
    }
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, length);
    addOwn(headers, answer);
    answerWhole(answer.status(), answer.survives(), headers, text);
  }

  private static void addOwn(HttpHeaders headers, Answer answer) {
    for (Answer.Header header : answer.headers()) {
      headers.set(header.name(), header.value());
    }
  }

  private void answerInHead(Answer answer) {
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    headers.set(HttpHeaderNames.CONTENT_TYPE, "application/grpc-web+proto");
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
    headers.setInt(GrpcCall.STATUS, answer.grpcStatus());
    headers.set(GrpcCall.MESSAGE, answer.code());
    if (answer.retryAfter().isPositive()) {
      headers.set(GrpcCall.RETRY_PUSHBACK, Long.toString(answer.retryAfter().toMillis()));
    }
    addOwn(headers, answer);
    answerWhole(OK, answer.survives(), headers, Unpooled.EMPTY_BUFFER);
  }

  private void answerWhole(int status, boolean survives, HttpHeaders headers, ByteBuf text) {
    commit(status, survives && keepAlive && body.isSkippable());
    complete(headers);
    journal.onSent(text.readableBytes());
    ended = true;
    written =
        channel.writeAndFlush(
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(status),
                text,
                headers,
                EmptyHttpHeaders.INSTANCE));
  }

  private void complete(HttpHeaders headers) {
    carrier.frame(headers, closing);
    headers.set(TraceContext.ANSWERED_IN, journal.trace().id());
    if (grant != null) {
      cors.open(headers, grant);
    }
  }

  @Override
  public void abort() {
    closing = true;
    carrier.abort();
  }

  @Override
  public boolean isFull() {
    return !channel.isWritable();
  }

  @Override
  public void onRoom(Runnable callback) {
    onRoom = callback;
  }

  /** Ends the connection with this answer, though the client may not be told. */
  void closeAfterwards() {
    keepAlive = false;
    closing |= committed;
  }

  /** Ends the connection with this answer where the client can still be told. */
  void announceLast() {
    keepAlive = false;
  }

  /** The channel can take more, or can take no more. */
  void onWritabilityChanged() {
    if (onRoom != null && channel.isWritable()) {
      onRoom.run();
    }
  }

  /** Whether the whole answer went out and the connection may carry another. */
  boolean isReusable() {
    return ended && !closing;
  }

  /** The end of the answer on its way to the socket. */
  ChannelFuture written() {
    return written == null ? channel.newSucceededFuture() : written;
  }

  private void commit(int status, boolean survives) {
    committed = true;
    closing = !survives;
    journal.onReplied(status);
  }
}
