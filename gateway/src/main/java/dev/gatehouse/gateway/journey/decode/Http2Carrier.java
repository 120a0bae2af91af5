package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.Bug;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.exchange.Refusal.Malformed;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamMalformed;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.IOException;

/** One stream of an HTTP/2 connection: a single exchange. */
final class Http2Carrier implements Carrier {
  private final Channel channel;
  private final DecodeBounds bounds;

  Http2Carrier(Channel channel, DecodeBounds bounds) {
    this.channel = channel;
    this.bounds = bounds;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public void awaitFirst(Deadline deadline) {
    // A stream begins with its request.
  }

  @Override
  public void awaitNext(Deadline deadline) {
    // A stream ends by itself.
  }

  @Override
  public void outlast(Deadline deadline, ChannelFuture written) {
    deadline.set(bounds.requestHead(), () -> reset(Http2Error.NO_ERROR));
    written.addListener(_ -> reset(Http2Error.NO_ERROR));
  }

  @Override
  public void finish(Deadline deadline, ChannelFuture written, boolean requestComplete) {
    if (!requestComplete) {
      outlast(deadline, written);
    }
  }

  @Override
  public void abort() {
    reset(Http2Error.INTERNAL_ERROR);
  }

  private void reset(Http2Error error) {
    if (channel.isActive()) {
      channel.writeAndFlush(new DefaultHttp2ResetFrame(error));
    }
  }

  @Override
  public void frame(HttpHeaders headers, boolean last) {
    // Frames and GOAWAY say it.
  }

  @Override
  public Refusal blame(Throwable cause) {
    return switch (cause) {
      case IOException _ -> new ClientGone();
      case UnfitAnswerException unfit -> new UpstreamMalformed(unfit.what());
      case Http2Exception _ -> new Malformed("the stream is broken");
      default -> new Bug(cause);
    };
  }
}
