package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Leg;
import dev.gatehouse.gateway.exchange.Refusal.IsolationViolation;
import dev.gatehouse.gateway.exchange.Refusal.ResponseTooLarge;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamForgot;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamMalformed;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamReset;
import dev.gatehouse.gateway.exchange.ReplySink;
import dev.gatehouse.gateway.journey.rewrite.ReplyGate;
import dev.gatehouse.gateway.journey.send.Sent;
import dev.gatehouse.gateway.journey.send.UpstreamLease;
import dev.gatehouse.gateway.journey.send.UpstreamReceiver;
import dev.gatehouse.gateway.journey.stream.usage.UsageTap;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/** One request on one connection: sent whole, its answer passed on as fast as the client reads. */
final class Relaying implements UpstreamReceiver {
  private final Exchange exchange;
  private final ReplySink reply;
  private final Sent sent;
  private final UpstreamLease connection;
  private final RelayBounds bounds;
  private final Later<Settled> settled;
  private final UsageTap tap;
  private @Nullable HttpResponse head;
  private @Nullable ReplyGate gate;
  private boolean requestSent;
  private long received;

  Relaying(Exchange exchange, Sent sent, RelayBounds bounds, Later<Settled> settled, UsageTap tap) {
    this.exchange = exchange;
    this.reply = exchange.reply();
    this.sent = sent;
    this.connection = sent.connection();
    this.bounds = bounds;
    this.settled = settled;
    this.tap = tap;
  }

  void start() {
    sent.rewritten().stream().onSent();
    exchange.onLastBytes(tap::settle);
    connection.receiveTo(this);
    reply.onRoom(connection::resumeReading);
    sent.rewritten()
        .body()
        .readTo(
            (body, _) -> connection.send(sent.rewritten().head(), body, () -> requestSent = true));
  }

  @Override
  public void onHead(HttpResponse answered) {
    sent.answered();
    exchange.journal().past(Leg.ANSWER, answered);
    HttpStatusClass outcome = answered.status().codeClass();
    if (outcome != HttpStatusClass.INFORMATIONAL) {
      sent.rewritten().stream().onAnswer(outcome == HttpStatusClass.SUCCESS);
    }
    if (answered.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      // Gatehouse asked for no other protocol here, so nobody may have switched to one.
      settled.stop(new IsolationViolation("upgrade"));
    } else if (answered.status().equals(HttpResponseStatus.NOT_FOUND)) {
      settled.stop(new UpstreamForgot());
    } else if (HttpUtil.getContentLength(answered, 0L) > bounds.responseBytesMax()) {
      settled.stop(new ResponseTooLarge(bounds.responseBytesMax()));
    } else if (outcome != HttpStatusClass.INFORMATIONAL) {
      head = answered;
      exchange.extend(bounds.streamIdle());
      gate = sent.rewritten().reply().gateFor(answered).orElse(null);
      if (gate == null) {
        reply.head(answered.status().code(), headersOf(answered));
      } else {
        exchange.onEnd(gate::release);
      }
    }
  }

  private HttpHeaders headersOf(HttpResponse answered) {
    HttpHeaders headers = sent.rewritten().reply().headersOf(answered);
    tap.warning().ifPresent(warning -> headers.set(UsageTap.HEADER, warning));
    return headers;
  }

  @Override
  public void onBody(ByteBuf chunk) {
    tap.look(chunk);
    if (settled.isSettled()) {
      chunk.release();
      return;
    }
    received += chunk.readableBytes();
    if (received > bounds.responseBytesMax()) {
      chunk.release();
      settled.stop(new ResponseTooLarge(bounds.responseBytesMax()));
      return;
    }
    exchange.extend(bounds.streamIdle());
    if (gate == null) {
      reply.body(chunk);
    } else {
      open(gate, gate.offer(chunk));
    }
    if (reply.isFull()) {
      connection.pauseReading();
    }
  }

  /** Sends the head once it is known how the body begins. */
  private void open(ReplyGate opening, @Nullable ByteBuf begins) {
    if (opening.isUnfit()) {
      settled.stop(new UpstreamMalformed("the body is none of Hrana's"));
      return;
    }
    HttpResponse answered = head;
    if (begins == null || answered == null) {
      return;
    }
    HttpHeaders headers = headersOf(answered);
    String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
    if (length != null) {
      long grown = Long.parseLong(length) - opening.bytesHeld() + begins.readableBytes();
      headers.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(grown));
    }
    gate = null;
    opening.release();
    if (answered.status().codeClass() == HttpStatusClass.SUCCESS) {
      sent.rewritten().stream().onOpening();
    }
    reply.head(answered.status().code(), headers);
    reply.body(begins);
  }

  @Override
  public void onPauseInReading() {
    if (reply.isCommitted() && !settled.isSettled()) {
      reply.flush();
    }
  }

  @Override
  public void onEnd() {
    HttpResponse answered = head;
    if (answered == null || settled.isSettled()) {
      return;
    }
    if (gate != null) {
      open(gate, gate.finish());
    }
    if (settled.isSettled()) {
      return;
    }
    exchange.beforeLastBytes();
    reply.end();
    if (settled.isSettled()) {
      return;
    }
    if (HttpUtil.isKeepAlive(answered)) {
      connection.giveBack();
    }
    settled.complete(new Settled(sent, answered.status().code()));
  }

  @Override
  public void onBroken(boolean malformed) {
    sent.rewritten().stream().onBroken();
    settled.stop(malformed ? new UpstreamMalformed("not HTTP") : new UpstreamReset(requestSent));
  }
}
