package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Refusal;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.HttpHeaders;

/** What carries exchanges: an HTTP/1.1 connection, or one stream of an HTTP/2 connection. */
sealed interface Carrier permits Http1Carrier, Http2Carrier {

  Channel channel();

  /** Waits for a first request. */
  void awaitFirst(Deadline deadline);

  /** Waits for a request after another one. */
  void awaitNext(Deadline deadline);

  /** Goes on after an answer that was written while its request still comes. */
  void outlast(Deadline deadline, ChannelFuture written);

  /** Ends after an answer that was written, so that the client can read it. */
  void finish(Deadline deadline, ChannelFuture written, boolean requestComplete);

  /** Cuts an answer in the middle. */
  void abort();

  /** Adds the headers that tell where an answer ends, and that it is the last one. */
  void frame(HttpHeaders headers, boolean last);

  /** Whose fault it is that the carrier broke. */
  Refusal blame(Throwable cause);
}
