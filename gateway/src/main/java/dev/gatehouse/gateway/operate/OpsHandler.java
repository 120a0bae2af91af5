package dev.gatehouse.gateway.operate;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers one operations request at a time, off the event loop where it may take long. */
final class OpsHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String HINT = "try /livez, /readyz, /metrics, /top or /top?format=json\n";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final BooleanSupplier liveness;
  private final Supplier<Readiness> readiness;
  private final Figures figures;
  private final Executor blocking;

  private record Page(HttpResponseStatus status, String type, String text) {}

  OpsHandler(
      BooleanSupplier liveness, Supplier<Readiness> readiness, Figures figures, Executor blocking) {
    this.liveness = liveness;
    this.readiness = readiness;
    this.figures = figures;
    this.blocking = blocking;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    boolean keepAlive = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
    String path = request.uri();
    boolean get = request.method().equals(HttpMethod.GET);
    blocking.execute(
        () -> {
          Page page =
              get
                  ? pageOf(path)
                  : new Page(HttpResponseStatus.METHOD_NOT_ALLOWED, TEXT, "GET only\n");
          ctx.executor().execute(() -> write(ctx, page, keepAlive));
        });
  }

  private Page pageOf(String path) {
    return switch (path) {
      case "/livez" -> {
        boolean alive = liveness.getAsBoolean();
        yield alive
            ? new Page(HttpResponseStatus.OK, TEXT, "alive\n")
            : new Page(HttpResponseStatus.SERVICE_UNAVAILABLE, TEXT, "an event loop hangs\n");
      }
      case "/readyz" -> {
        Readiness now = readiness.get();
        yield new Page(
            now.ready() ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE,
            TEXT,
            now.because() + "\n");
      }
      case "/metrics" -> new Page(HttpResponseStatus.OK, PROMETHEUS, figures.metrics());
      case "/top" -> top(TEXT, TopTenants::toText);
      case "/top?format=json" -> top(JSON, TopTenants::toJson);
      default -> new Page(HttpResponseStatus.NOT_FOUND, TEXT, HINT);
    };
  }

  private Page top(String type, Function<TopTenants, String> written) {
    return figures
        .top()
        .map(top -> new Page(HttpResponseStatus.OK, type, written.apply(top)))
        .orElseGet(() -> new Page(HttpResponseStatus.SERVICE_UNAVAILABLE, TEXT, "not yet\n"));
  }

  private static void write(ChannelHandlerContext ctx, Page page, boolean keepAlive) {
    var body = ByteBufUtil.writeUtf8(ctx.alloc(), page.text());
    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, page.status(), body);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, page.type());
    HttpUtil.setContentLength(response, body.readableBytes());
    HttpUtil.setKeepAlive(response, keepAlive);
    var written = ctx.writeAndFlush(response);
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
