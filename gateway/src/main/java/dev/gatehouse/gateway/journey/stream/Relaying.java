package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.IsolationViolation;
import dev.gatehouse.gateway.exchange.Refusal.TooLarge;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamMalformed;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamReset;
import dev.gatehouse.gateway.exchange.ReplySink;
import dev.gatehouse.gateway.exchange.RequestBody;
import dev.gatehouse.gateway.journey.rewrite.ReplyRewriter;
import dev.gatehouse.gateway.journey.send.Sent;
import dev.gatehouse.gateway.journey.send.UpstreamConnection;
import dev.gatehouse.gateway.journey.send.UpstreamReceiver;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;

/** One exchange on its way through: the request's bytes to sqld, the answer's to the client. */
final class Relaying implements RequestBody.Reader, UpstreamReceiver {
  private final Exchange exchange;
  private final Journal journal;
  private final ReplySink reply;
  private final RequestBody body;
  private final Sent sent;
  private final UpstreamConnection connection;
  private final RelayBounds bounds;
  private final RelayPhase phase;
  private final Later<Settled> settled;
  private long bytesIn;
  private int status;
  private boolean reusable;

  Relaying(
      Exchange exchange, Sent sent, RelayBounds bounds, RelayPhase phase, Later<Settled> settled) {
    this.exchange = exchange;
    this.journal = exchange.journal();
    this.reply = exchange.reply();
    this.body = sent.rewritten().body();
    this.sent = sent;
    this.connection = sent.connection();
    this.bounds = bounds;
    this.phase = phase;
    this.settled = settled;
  }

  void start() {
    connection.receiveTo(this);
    reply.onRoom(connection::resumeReading);
    connection.writeHead(sent.rewritten().head(), phase::onRequestSent);
    body.readTo(this);
    connection.flush();
  }

  @Override
  public void onChunk(ByteBuf chunk, boolean last) {
    if (settled.isSettled()) {
      chunk.release();
      return;
    }
    bytesIn += chunk.readableBytes();
    journal.onReceived(chunk.readableBytes());
    if (bytesIn > bounds.bodyBytesMax()) {
      chunk.release();
      stop(new TooLarge("The body", bounds.bodyBytesMax()));
      return;
    }
    if (last) {
      phase.onRequestEnded();
      connection.writeBody(new DefaultLastHttpContent(chunk));
      exchange.extend(bounds.responseHead());
    } else {
      connection.writeBody(new DefaultHttpContent(chunk));
      exchange.extend(bounds.requestBody());
    }
    connection.flush();
    if (connection.isFull() && !last) {
      body.pause();
    }
  }

  @Override
  public void onRoom() {
    body.resume();
  }

  @Override
  public void onHead(HttpResponse head) {
    if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
      onInformational(head.status());
      return;
    }
    status = head.status().code();
    reusable =
        !head.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    reply.head(status, ReplyRewriter.headersOf(head));
    exchange.extend(bounds.streamIdle());
  }

  /** Gatehouse asked for no other protocol here, so nobody may have switched to one. */
  private void onInformational(HttpResponseStatus informational) {
    if (informational.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      stop(new IsolationViolation("upgrade"));
    }
  }

  @Override
  public void onBody(ByteBuf chunk) {
    reply.body(chunk);
    exchange.extend(bounds.streamIdle());
    if (reply.isFull()) {
      connection.pauseReading();
    }
  }

  @Override
  public void onPauseInReading() {
    reply.flush();
  }

  @Override
  public void onEnd() {
    if (status == 0) {
      return;
    }
    reply.end();
    if (reusable && phase.isRequestEnded()) {
      connection.giveBack();
    }
    settled.complete(new Settled(sent, status));
  }

  @Override
  public void onBroken(boolean malformed) {
    stop(malformed ? new UpstreamMalformed("not HTTP") : new UpstreamReset(phase.isRequestSent()));
  }

  private void stop(Refusal refusal) {
    settled.stop(refusal);
  }
}
