package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.journey.accept.DrainEvent;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/** The life of one HTTP/2 connection: how long it idles, when it drains, what it puts up with. */
final class Http2SessionHandler extends ChannelInboundHandlerAdapter {
  private static final int CONTROL_FRAMES_MAX = 1000;
  private static final long CONTROL_WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

  private final Http2Connection connection;
  private final ChannelGroup webSockets;
  private final Http2Bounds bounds;
  private final Duration idle;
  private final Deadline deadline;
  private boolean announced;
  private boolean draining;
  private int controlFrames;
  private long controlSinceNanos = System.nanoTime();

  Http2SessionHandler(
      Http2Connection connection,
      ChannelGroup webSockets,
      Http2Bounds bounds,
      Duration idle,
      Deadline deadline) {
    this.connection = connection;
    this.webSockets = webSockets;
    this.bounds = bounds;
    this.idle = idle;
    this.deadline = deadline;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    connection.addListener(
        new Http2ConnectionAdapter() {
          @Override
          public void onStreamActive(Http2Stream stream) {
            deadline.clear();
          }

          @Override
          public void onStreamClosed(Http2Stream stream) {
            if (connection.numActiveStreams() == 0) {
              onIdle(ctx);
            }
          }
        });
    int more = bounds.connectionWindowBytes() - Http2CodecUtil.DEFAULT_WINDOW_SIZE;
    if (more > 0) {
      ctx.write(new DefaultHttp2WindowUpdateFrame(more));
    }
    deadline.set(idle, () -> leave(ctx, Http2Error.NO_ERROR));
  }

  private void onIdle(ChannelHandlerContext ctx) {
    if (draining) {
      ctx.executor().execute(ctx::close);
    } else {
      deadline.set(idle, () -> leave(ctx, Http2Error.NO_ERROR));
    }
  }

  private static void leave(ChannelHandlerContext ctx, Http2Error why) {
    ctx.writeAndFlush(new DefaultHttp2GoAwayFrame(why)).addListener(ChannelFutureListener.CLOSE);
  }

  /** What comes here belongs to no stream. */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    if (frame instanceof Http2PingFrame || frame instanceof Http2SettingsFrame) {
      onControlFrame(ctx);
    }
    ReferenceCountUtil.release(frame);
  }

  private void onControlFrame(ChannelHandlerContext ctx) {
    long now = System.nanoTime();
    if (now - controlSinceNanos > CONTROL_WINDOW_NANOS) {
      controlSinceNanos = now;
      controlFrames = 0;
    }
    controlFrames++;
    if (controlFrames > CONTROL_FRAMES_MAX) {
      leave(ctx, Http2Error.ENHANCE_YOUR_CALM);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == DrainEvent.INSTANCE && !draining) {
      drain(ctx, event);
    } else if (event == DrainEvent.AFTER_NEXT && !announced) {
      announced = true;
      // A client that opens a stream just now is still served: the last one is not yet named.
      var notice = new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR);
      notice.setExtraStreamIds(Integer.MAX_VALUE);
      ctx.writeAndFlush(notice);
    } else if (event instanceof DrainEvent && !draining) {
      drain(ctx, event);
    } else if (event == DrainEvent.AFTER_NEXT_ANSWER) {
      webSockets.forEach(session -> session.pipeline().fireUserEventTriggered(event));
    }
    ctx.fireUserEventTriggered(event);
  }

  private void drain(ChannelHandlerContext ctx, Object event) {
    draining = true;
    if (connection.numActiveStreams() == 0) {
      leave(ctx, Http2Error.NO_ERROR);
    } else {
      ctx.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
      // Exchanges end by themselves; sessions must be told.
      webSockets.forEach(session -> session.pipeline().fireUserEventTriggered(event));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    deadline.cancel();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
