package dev.gatehouse.admin.api;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
  private final BooleanSupplier leaving;
  private State state = new State.Waiting();
  private boolean demanding;
  private @Nullable ScheduledFuture<?> deadline;

  AdminConnectionHandler(
      Dispatcher dispatcher, Executor executor, Timeouts timeouts, BooleanSupplier leaving) {
    this.dispatcher = dispatcher;
    this.executor = executor;
    this.timeouts = timeouts;
    this.leaving = leaving;
  }

  /**
   * How long a connection may take.
   *
   * @param idle until the head of the next request is there
   * @param body until the rest of the request is there
   */
  record Timeouts(Duration idle, Duration body) {}

  /** Asks a connection to end. */
  enum Leave {
    /** Where it owes no reply; who does ends with it. */
    IF_IDLE
  }

  private sealed interface State {
    /** No request has begun. */
    record Waiting() implements State {}

    /** The head is there, the body not yet all. */
    record Receiving(boolean keepAlive, Dispatcher.Decision decision, ByteArrayOutputStream body)
        implements State {}

    /** The head is there, the body on its way into a file. */
    record Spooling(boolean keepAlive, Dispatcher.Decision.Run run, SpooledBody body)
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
        case State.Spooling spooling -> onFilePart(ctx, spooling, (HttpContent) message);
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
    Dispatcher.Decision decision = BodyBounds.fitting(dispatcher.decide(head, address(ctx)), head);
    if (hasBody && decision instanceof Dispatcher.Decision.Refuse(var reply)) {
      answerEarly(ctx, reply);
      return;
    }
    if (HttpUtil.is100ContinueExpected(head)) {
      write(ctx, Responses.bare(HttpResponseStatus.CONTINUE, ""));
    }
    receive(ctx, keepAlive, decision);
  }

  private void receive(ChannelHandlerContext ctx, boolean keepAlive, Dispatcher.Decision decision) {
    if (decision instanceof Dispatcher.Decision.Run run && run.endpoint().upload().isPresent()) {
      try {
        SpooledBody body = SpooledBody.open(run.endpoint().upload().get());
        state = new State.Spooling(keepAlive, run, body);
      } catch (IOException e) {
        log.atError().setCause(e).log("an upload cannot be kept");
        answerEarly(ctx, Reply.problem(Problem.storageFailed()));
        return;
      }
    } else {
      state = new State.Receiving(keepAlive, decision, new ByteArrayOutputStream());
    }
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

  private void onBody(ChannelHandlerContext ctx, State.Receiving receiving, HttpContent content) {
    if (content.decoderResult().isFailure()) {
      answer(ctx, Reply.problem(Problem.malformed("the body is badly framed")), false);
      return;
    }
    if (receiving.body().size() + content.content().readableBytes() > BODY_BYTES_MAX) {
      answerEarly(ctx, BodyBounds.tooLarge(BODY_BYTES_MAX));
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

  private void onFilePart(ChannelHandlerContext ctx, State.Spooling spooling, HttpContent content) {
    SpooledBody body = spooling.body();
    if (content.decoderResult().isFailure()) {
      body.discard();
      answer(ctx, Reply.problem(Problem.malformed("the body is badly framed")), false);
      return;
    }
    byte[] part = new byte[content.content().readableBytes()];
    content.content().readBytes(part);
    boolean isLast = content instanceof LastHttpContent;
    if (!body.fits(part.length)) {
      body.discard();
      refuseFile(ctx, BodyBounds.tooLarge(body.bytesMax()), isLast);
      return;
    }
    // As long as there is progress, a file may take its time.
    closeAfter(ctx, timeouts.body());
    executor.execute(
        () -> {
          boolean isWritten = body.write(part);
          ctx.executor().execute(() -> onFilePartWritten(ctx, spooling, isWritten, isLast));
        });
  }

  private void onFilePartWritten(
      ChannelHandlerContext ctx, State.Spooling spooling, boolean isWritten, boolean isLast) {
    if (!state.equals(spooling)) {
      return;
    }
    if (!isWritten) {
      spooling.body().discard();
      refuseFile(ctx, Reply.problem(Problem.storageFailed()), isLast);
    } else if (isLast) {
      state = new State.Answering();
      cancelDeadline();
      run(
          ctx,
          spooling.run().endpoint(),
          spooling.run().call().withFile(spooling.body().file()),
          spooling.keepAlive(),
          spooling.body()::discard);
    } else {
      demand(ctx);
    }
  }

  private void refuseFile(ChannelHandlerContext ctx, Reply reply, boolean isLast) {
    if (isLast) {
      answer(ctx, reply, false);
    } else {
      answerEarly(ctx, reply);
    }
  }

  private void run(
      ChannelHandlerContext ctx, Endpoint endpoint, Call call, boolean keepAlive, Runnable after) {
    executor.execute(
        () -> {
          Reply reply = dispatcher.run(endpoint, call);
          after.run();
          ctx.executor().execute(() -> answer(ctx, reply, keepAlive));
        });
  }

  private void onRequest(ChannelHandlerContext ctx, State.Receiving received) {
    state = new State.Answering();
    cancelDeadline();
    switch (received.decision()) {
      case Dispatcher.Decision.Refuse(var reply) -> answer(ctx, reply, received.keepAlive());
      case Dispatcher.Decision.Run(var endpoint, var call) -> {
        Call whole = call.withBody(received.body().toByteArray());
        run(ctx, endpoint, whole, received.keepAlive(), () -> {});
      }
    }
  }

  private void answer(ChannelHandlerContext ctx, Reply reply, boolean keepAlive) {
    state = new State.Answering();
    cancelDeadline();
    boolean stay = keepAlive && !leaving.getAsBoolean();
    if (reply.file() != null) {
      answerWithFile(ctx, reply, reply.file(), stay);
      return;
    }
    var _ =
        ctx.writeAndFlush(Responses.of(reply, stay))
            .addListener(
                (ChannelFutureListener) written -> onAnswered(ctx, stay && written.isSuccess()));
  }

  private void onAnswered(ChannelHandlerContext ctx, boolean stay) {
    if (stay) {
      awaitRequest(ctx);
    } else {
      var _ = ctx.close();
    }
  }

  private void answerWithFile(ChannelHandlerContext ctx, Reply reply, Path file, boolean stay) {
    try {
      var sender =
          FileSender.open(
              ctx,
              executor,
              file,
              () -> closeAfter(ctx, timeouts.body()),
              success -> onAnswered(ctx, success && stay));
      HttpResponse head =
          new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
      HttpUtil.setContentLength(head, sender.length());
      Responses.complete(head, reply, stay);
      var _ = ctx.write(head).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
      sender.next();
    } catch (IOException e) {
      log.atError().setCause(e).log("a file cannot be sent");
      answer(ctx, Reply.problem(Problem.storageFailed()), false);
    }
  }

  /** Replies while the client still sends, and hears it out so that it can read the reply. */
  private void answerEarly(ChannelHandlerContext ctx, Reply reply) {
    state = new State.Discarding();
    write(ctx, Responses.of(reply, false));
    demand(ctx);
  }

  private void onUnwanted(ChannelHandlerContext ctx, Object message) {
    if (message instanceof LastHttpContent) {
      var _ = ctx.close();
    } else {
      demand(ctx);
    }
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
    if (!(event instanceof Leave)) {
      ctx.fireUserEventTriggered(event);
    } else if (state instanceof State.Waiting) {
      var _ = ctx.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    cancelDeadline();
    if (state instanceof State.Spooling spooling) {
      state = new State.Discarding();
      spooling.body().discard();
    }
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
