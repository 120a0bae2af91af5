package dev.gatehouse.admin.api;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One connection: reads a request, has it answered on another thread, writes the reply, reads the
 * next. Reads nothing that it did not ask for.
 */
final class AdminConnectionHandler extends ChannelInboundHandlerAdapter {
  static final int BODY_BYTES_MAX = 1024 * 1024;
  private static final Logger log = LoggerFactory.getLogger(AdminConnectionHandler.class);

  private final Dispatcher dispatcher;
  private final Executor executor;
  private final Timeouts timeouts;
  private State state = new State.Waiting();
  private boolean demanding;
  private boolean draining;
  private @Nullable ScheduledFuture<?> deadline;

  AdminConnectionHandler(Dispatcher dispatcher, Executor executor, Timeouts timeouts) {
    this.dispatcher = dispatcher;
    this.executor = executor;
    this.timeouts = timeouts;
  }

  /**
   * How long a connection may take.
   *
   * @param idle until the head of the next request is there
   * @param body until the rest of the request is there
   */
  record Timeouts(Duration idle, Duration body) {}

  /** Asks a connection to end as soon as it owes no reply. */
  enum Drain {
    EVENT
  }

  private sealed interface State {
    /** No request has begun. */
    record Waiting() implements State {}

    /** The head is there, the body not yet all. */
    record Receiving(boolean keepAlive, Dispatcher.Decision decision, ByteArrayOutputStream body)
        implements State {}

    /** The request is whole, its reply under way. */
    record Answering() implements State {}

    /** The reply came before the end of the body, which nobody wants any more. */
    record Discarding() implements State {}
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    awaitRequest(ctx);
  }

  private void awaitRequest(ChannelHandlerContext ctx) {
    state = new State.Waiting();
    closeAfter(ctx, timeouts.idle());
    demand(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    demanding = false;
    try {
      switch (state) {
        case State.Waiting() -> onHead(ctx, (HttpRequest) message);
        case State.Receiving receiving -> onBody(ctx, receiving, (HttpContent) message);
        case State.Answering() ->
            log.atWarn().addKeyValue("message", message.getClass()).log("read out of turn");
        case State.Discarding() -> onUnwanted(ctx, message);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void demand(ChannelHandlerContext ctx) {
    demanding = true;
    ctx.read();
  }

  /** What was read did not make a whole message: the demand is still open. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (demanding) {
      ctx.read();
    }
  }

  private void onHead(ChannelHandlerContext ctx, HttpRequest head) {
    DecoderResult decoded = head.decoderResult();
    if (decoded.isFailure()) {
      answer(ctx, Reply.problem(unreadable(decoded)), false);
      return;
    }
    closeAfter(ctx, timeouts.body());
    boolean keepAlive = HttpUtil.isKeepAlive(head);
    boolean hasBody =
        HttpUtil.isTransferEncodingChunked(head) || HttpUtil.getContentLength(head, 0L) > 0;
    Dispatcher.Decision decision = dispatcher.decide(head, address(ctx));
    if (HttpUtil.getContentLength(head, 0L) > BODY_BYTES_MAX
        && decision instanceof Dispatcher.Decision.Run) {
      decision = new Dispatcher.Decision.Refuse(tooLarge());
    }
    if (hasBody && decision instanceof Dispatcher.Decision.Refuse(var reply)) {
      answerEarly(ctx, reply);
      return;
    }
    if (HttpUtil.is100ContinueExpected(head)) {
      write(ctx, bare(HttpResponseStatus.CONTINUE, ""));
    }
    state = new State.Receiving(keepAlive, decision, new ByteArrayOutputStream());
    demand(ctx);
  }

  private static String address(ChannelHandlerContext ctx) {
    return ctx.channel().remoteAddress() instanceof InetSocketAddress remote
        ? remote.getAddress().getHostAddress()
        : "";
  }

  private static Problem unreadable(DecoderResult decoded) {
    return switch (decoded.cause()) {
      case TooLongHttpLineException _ -> Problem.uriTooLong();
      case TooLongHttpHeaderException _ -> Problem.headersTooLarge();
      default -> Problem.malformed("the request is not HTTP/1.1");
    };
  }

  private static Reply tooLarge() {
    return Reply.problem(Problem.bodyTooLarge(BODY_BYTES_MAX));
  }

  private void onBody(ChannelHandlerContext ctx, State.Receiving receiving, HttpContent content) {
    if (content.decoderResult().isFailure()) {
      answer(ctx, Reply.problem(Problem.malformed("the body is badly framed")), false);
      return;
    }
    if (receiving.body().size() + content.content().readableBytes() > BODY_BYTES_MAX) {
      answerEarly(ctx, tooLarge());
      return;
    }
    try {
      content.content().readBytes(receiving.body(), content.content().readableBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (content instanceof LastHttpContent) {
      onRequest(ctx, receiving);
    } else {
      demand(ctx);
    }
  }

  private void onRequest(ChannelHandlerContext ctx, State.Receiving received) {
    state = new State.Answering();
    cancelDeadline();
    switch (received.decision()) {
      case Dispatcher.Decision.Refuse(var reply) -> answer(ctx, reply, received.keepAlive());
      case Dispatcher.Decision.Run(var endpoint, var call) -> {
        Call whole = call.withBody(received.body().toByteArray());
        executor.execute(
            () -> {
              Reply reply = dispatcher.run(endpoint, whole);
              ctx.executor().execute(() -> answer(ctx, reply, received.keepAlive()));
            });
      }
    }
  }

  private void answer(ChannelHandlerContext ctx, Reply reply, boolean keepAlive) {
    state = new State.Answering();
    cancelDeadline();
    boolean stay = keepAlive && !draining;
    FullHttpResponse response = response(reply, stay);
    var _ =
        ctx.writeAndFlush(response)
            .addListener(
                (ChannelFutureListener)
                    written -> {
                      if (stay && written.isSuccess()) {
                        awaitRequest(ctx);
                      } else {
                        var _ = ctx.close();
                      }
                    });
  }

  /** Replies while the client still sends, and hears it out so that it can read the reply. */
  private void answerEarly(ChannelHandlerContext ctx, Reply reply) {
    state = new State.Discarding();
    write(ctx, response(reply, false));
    demand(ctx);
  }

  private void onUnwanted(ChannelHandlerContext ctx, Object message) {
    if (message instanceof LastHttpContent) {
      var _ = ctx.close();
    } else {
      demand(ctx);
    }
  }

  private static FullHttpResponse response(Reply reply, boolean keepAlive) {
    FullHttpResponse response = bare(HttpResponseStatus.valueOf(reply.status()), reply.body());
    reply.headers().forEach((name, value) -> response.headers().set(name, value));
    response.headers().set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
    if (!reply.contentType().isEmpty()) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
      HttpUtil.setContentLength(response, response.content().readableBytes());
    }
    HttpUtil.setKeepAlive(response, keepAlive);
    return response;
  }

  private static FullHttpResponse bare(HttpResponseStatus status, String body) {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1,
        status,
        Unpooled.copiedBuffer(body, StandardCharsets.UTF_8),
        DefaultHttpHeadersFactory.headersFactory(),
        DefaultHttpHeadersFactory.trailersFactory());
  }

  private static void write(ChannelHandlerContext ctx, FullHttpResponse response) {
    var _ = ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  private void closeAfter(ChannelHandlerContext ctx, Duration time) {
    cancelDeadline();
    deadline =
        ctx.executor()
            .schedule(
                () -> {
                  var _ = ctx.close();
                },
                time.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Drain) {
      draining = true;
      if (state instanceof State.Waiting) {
        var _ = ctx.close();
      }
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    cancelDeadline();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    boolean network = cause instanceof IOException;
    log.atLevel(network ? Level.DEBUG : Level.ERROR)
        .setCause(cause)
        .log("an admin connection failed");
    var _ = ctx.close();
  }
}
