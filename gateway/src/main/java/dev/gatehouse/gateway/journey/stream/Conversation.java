package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.PauseReason;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.Draining;
import dev.gatehouse.gateway.exchange.Refusal.ProtocolViolation;
import dev.gatehouse.gateway.exchange.Refusal.ResponseTooLarge;
import dev.gatehouse.gateway.exchange.Refusal.TransactionIdle;
import dev.gatehouse.gateway.exchange.Refusal.UpstreamReset;
import dev.gatehouse.gateway.exchange.Rescue;
import dev.gatehouse.gateway.journey.decode.HranaForm;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Hello;
import dev.gatehouse.gateway.journey.decode.HranaMessage.Request;
import dev.gatehouse.gateway.journey.decode.WebSocketReplySink;
import dev.gatehouse.gateway.journey.decode.WebSocketSession;
import dev.gatehouse.gateway.journey.send.Opened;
import dev.gatehouse.gateway.journey.send.UpstreamMessages;
import dev.gatehouse.gateway.journey.send.WebSocketUpstream;
import dev.gatehouse.gateway.journey.send.turn.Turnstiles;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** One session on its way: the client's requests to sqld, sqld's answers to the client. */
final class Conversation implements WebSocketSession.Reader, UpstreamMessages, SessionTurns.Outlet {
  private static final Duration PAUSE_MAX = Duration.ofSeconds(1);

  /** The number of Gatehouse's own requests, far from where clients begin to count. */
  private static final int OWN_REQUEST = Integer.MAX_VALUE;

  private final Opened opened;
  private final WebSocketUpstream upstream;
  private final WebSocketSession session;
  private final WebSocketReplySink reply;
  private final HranaForm form;
  private final MessageGate gate;
  private final Renewal renewal;
  private final SessionTurns turns;
  private final IdleTransactions transactions;
  private final SessionTerms terms;
  private final Later<SessionEnded> ended;
  private int ownUnanswered;
  private boolean insideOwn;
  private boolean insideAnswer;
  private int unanswered;
  private long answerBytes;
  private long requests;
  private boolean draining;
  private boolean drainsBetweenAnswers;

  /**
   * What holds for all sessions.
   *
   * @param session how much may wait, and how long
   * @param turns the queues in front of nodes
   */
  record Terms(SessionTerms session, Turnstiles turns) {}

  Conversation(
      Opened opened,
      WebSocketSession session,
      MessageGate gate,
      Renewal renewal,
      Terms rules,
      Later<SessionEnded> ended) {
    this.opened = opened;
    this.upstream = opened.upstream();
    this.session = session;
    this.reply = session.reply();
    this.form = session.protocol().form();
    this.gate = gate;
    this.renewal = renewal;
    this.terms = rules.session();
    this.ended = ended;
    this.transactions =
        new IdleTransactions(
            form, session.exchange().loop(), terms.transactionIdle(), this::closeIdle);
    this.turns =
        new SessionTurns(
            rules.turns(),
            opened.rewritten().permitted().located(),
            session.exchange().loop(),
            transactions::isOpen,
            this);
  }

  void start() {
    reply.head(HttpResponseStatus.SWITCHING_PROTOCOLS.code(), EmptyHttpHeaders.INSTANCE);
    reply.onRoom(this::onClientRoom);
    upstream.receiveTo(this);
    renewal.check(ended::stop);
    session.readTo(this);
  }

  @Override
  public void onRequest(Request request, ByteBuf message) {
    if (ended.isSettled()) {
      message.release();
      return;
    }
    requests++;
    if (gate.endsRefused(request)) {
      message.release();
      answer(form.responseOk(reply.alloc(), request.id(), request.kind()));
      return;
    }
    gate.objectionTo(request, message)
        .ifPresentOrElse(
            why -> {
              message.release();
              tell(request, why);
            },
            () -> turns.submit(request, message));
    payBack(gate.takeDebt());
  }

  @Override
  public void refuse(Request request, Refusal why) {
    tell(request, gate.refuseLate(request, why));
  }

  private void tell(Request request, Refusal why) {
    if (why instanceof ProtocolViolation) {
      ended.stop(why);
    } else {
      answer(form.responseError(reply.alloc(), request.id(), Rescue.hranaAnswerTo(why)));
    }
  }

  /** Answers in sqld's place; a client that does not read its answers is not read either. */
  private void answer(ByteBuf message) {
    reply.body(message);
    if (reply.isFull() || reply.hasWaiting()) {
      pause(PauseReason.CLIENT_FULL);
    }
  }

  @Override
  public void pass(Request request, ByteBuf message) {
    transactions.onSent(request, message);
    upstream.send(message);
    count();
    if (upstream.isFull()) {
      pause(PauseReason.UPSTREAM_FULL);
    }
  }

  private void count() {
    unanswered++;
    if (unanswered >= terms.unansweredMax()) {
      pause(PauseReason.UNANSWERED);
    }
  }

  @Override
  public Optional<Refusal> objectionMeanwhile(Request request) {
    return gate.objectionMeanwhile(request);
  }

  @Override
  public void onWait() {
    pause(PauseReason.TURN);
  }

  @Override
  public void onMoved() {
    onClientPause();
    session.resume(PauseReason.TURN);
    endIfDrained();
  }

  /** Rolls back what a client has forgotten; it hears so when it wants something of the stream. */
  private void closeIdle(int stream) {
    if (ended.isSettled()) {
      return;
    }
    gate.onClosing(stream, new TransactionIdle());
    upstream.send(form.closeStream(reply.alloc(), OWN_REQUEST, stream));
    turns.onOther();
    ownUnanswered++;
    count();
    upstream.flush();
  }

  /** Nothing tells the end of what was read at once to a paused session: it is flushed here. */
  private void pause(PauseReason reason) {
    session.pause(reason);
    onClientPause();
  }

  private void payBack(Duration debt) {
    if (debt.isPositive()) {
      pause(PauseReason.LIMIT);
      long nanos = Math.min(debt.toNanos(), PAUSE_MAX.toNanos());
      ScheduledFuture<?> _ =
          session
              .exchange()
              .loop()
              .schedule(() -> session.resume(PauseReason.LIMIT), nanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void onHello(Hello hello) {
    if (ended.isSettled()) {
      return;
    }
    pause(PauseReason.VERIFYING);
    renewal.take(hello, this::onRenewed, this::onHelloRefused);
  }

  private void onRenewed(String token) {
    upstream.sendHello(token);
    turns.onOther();
    count();
    upstream.flush();
    session.resume(PauseReason.VERIFYING);
  }

  private void onHelloRefused(Refusal why) {
    reply.refuseHello(why);
    ended.stop(why);
  }

  @Override
  public void onClientPause() {
    upstream.flush();
    reply.flush();
  }

  @Override
  public void onFarewell() {
    ended.complete(new SessionEnded(opened, requests));
  }

  @Override
  public void onDrain(boolean betweenAnswers) {
    draining = true;
    drainsBetweenAnswers = betweenAnswers;
    endIfDrained();
  }

  private void endIfDrained() {
    if (draining && unanswered == 0 && !turns.isWaiting() && !isHeld()) {
      ended.stop(new Draining());
    }
  }

  private boolean isHeld() {
    return drainsBetweenAnswers ? transactions.areOpen() : gate.hasOpenStreams();
  }

  @Override
  public void onFrame(WebSocketFrame frame) {
    if (ended.isSettled()) {
      frame.release();
      return;
    }
    answerBytes += frame.content().readableBytes();
    if (answerBytes > terms.responseBytesMax()) {
      frame.release();
      ended.stop(new ResponseTooLarge(terms.responseBytesMax()));
      return;
    }
    boolean last = frame.isFinalFragment();
    gate.onAnswer(frame.content(), last);
    if (!insideAnswer) {
      insideOwn = isOwn(frame.content());
      transactions.onAnswer(frame.content());
    }
    insideAnswer = !last;
    if (insideOwn) {
      frame.release();
    } else {
      reply.frame(frame);
    }
    if (reply.isFull()) {
      upstream.pauseReading();
      turns.onClientFull();
    }
    if (last) {
      turns.onAnswered();
      onAnswered();
    }
  }

  /** Whether sqld answers a request of Gatehouse's own. */
  private boolean isOwn(ByteBuf firstPart) {
    if (ownUnanswered == 0) {
      return false;
    }
    OptionalInt answered = form.answeredRequest(firstPart);
    boolean own = answered.isPresent() && answered.getAsInt() == OWN_REQUEST;
    ownUnanswered -= own ? 1 : 0;
    return own;
  }

  /** The session is over: what it holds goes to others. */
  void release() {
    transactions.stop();
    turns.release();
  }

  private void onAnswered() {
    answerBytes = 0;
    unanswered--;
    session.resume(PauseReason.UNANSWERED);
    if (!reply.isFull()) {
      session.resume(PauseReason.CLIENT_FULL);
    }
    endIfDrained();
  }

  @Override
  public void onPauseInReading() {
    reply.flush();
  }

  private void onClientRoom() {
    turns.onClientRoom();
    upstream.resumeReading();
    if (!reply.hasWaiting()) {
      session.resume(PauseReason.CLIENT_FULL);
    }
  }

  @Override
  public void onRoom() {
    session.resume(PauseReason.UPSTREAM_FULL);
  }

  @Override
  public void onClosed(int code, String reason) {
    boolean isClientsFault = code == 1002 || code == 1003 || code == 1007 || code == 1008;
    ended.stop(
        isClientsFault ? new ProtocolViolation(code, reason) : new UpstreamReset(unanswered > 0));
  }
}
