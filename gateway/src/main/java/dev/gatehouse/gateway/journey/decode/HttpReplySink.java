package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Answer;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.ReplySink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** The answer to one request on an HTTP connection. */
final class HttpReplySink implements ReplySink {
  private static final int OK = 200;

  private final Channel channel;
  private final HttpRequestBody body;
  private final Journal journal;
  private boolean keepAlive;
  private @Nullable Runnable onRoom;
  private boolean grpc;
  private boolean committed;
  private boolean ended;
  private boolean closing;

  HttpReplySink(Channel channel, HttpRequestBody body, Journal journal, boolean keepAlive) {
    this.channel = channel;
    this.body = body;
    this.journal = journal;
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
    if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    if (closing) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    channel.write(
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), headers));
  }

  @Override
  public void body(ByteBuf chunk) {
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
    channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  @Override
  public void answer(Answer answer) {
    if (grpc) {
      answerInHead(answer);
      return;
    }
    commit(answer.status(), answer.survives() && keepAlive && body.isSkippable());
    ByteBuf text = ByteBufUtil.writeUtf8(channel.alloc(), answer.toJson());
    journal.onSent(text.readableBytes());
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), text);
    HttpHeaders headers = response.headers();
    headers.set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, text.readableBytes());
    if (answer.headerName() != null && answer.headerValue() != null) {
      headers.set(answer.headerName(), answer.headerValue());
    }
    if (closing) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    ended = true;
    channel.writeAndFlush(response);
  }

  private void answerInHead(Answer answer) {
    keepAlive &= answer.survives();
    HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().newHeaders();
    headers.set(HttpHeaderNames.CONTENT_TYPE, "application/grpc-web+proto");
    headers.setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
    headers.setInt("grpc-status", answer.grpcStatus());
    headers.set("grpc-message", answer.code());
    head(OK, headers);
    end();
  }

  @Override
  public void abort() {
    closing = true;
    channel.close();
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

  private void commit(int status, boolean survives) {
    committed = true;
    closing = !survives;
    journal.onReplied(status);
  }
}
