package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.Bug;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An HTTP/1.1 connection: one exchange after the other. */
final class Http1Carrier implements Carrier {
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Channel channel;
  private final DecodeBounds bounds;

  Http1Carrier(Channel channel, DecodeBounds bounds) {
    this.channel = channel;
    this.bounds = bounds;
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public void awaitFirst(Deadline deadline) {
    deadline.set(bounds.requestHead(), channel::close);
  }

  @Override
  public void awaitNext(Deadline deadline) {
    deadline.set(bounds.keepAliveIdle(), channel::close);
  }

  @Override
  public void outlast(Deadline deadline, ChannelFuture written) {
    deadline.set(bounds.requestHead(), channel::close);
  }

  /** A close at once could destroy the answer on its way (RFC 9112, 9.6). */
  @Override
  public void finish(Deadline deadline, ChannelFuture written, boolean requestComplete) {
    if (!channel.isActive()) {
      return;
    }
    deadline.set(bounds.keepAliveIdle(), channel::close);
    written.addListener(
        _ -> {
          if (channel.isActive()) {
            deadline.set(LINGER, channel::close);
            endOutput();
          }
        });
  }

  private void endOutput() {
    @Nullable SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    } else if (channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    } else {
      channel.close();
    }
  }

  @Override
  public void abort() {
    channel.close();
  }

  @Override
  public void frame(HttpHeaders headers, boolean last) {
    if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    if (last) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  @Override
  public Refusal blame(Throwable cause) {
    return cause instanceof IOException ? new ClientGone() : new Bug(cause);
  }
}
