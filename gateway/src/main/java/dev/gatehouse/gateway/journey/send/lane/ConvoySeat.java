package dev.gatehouse.gateway.journey.send.lane;

import dev.gatehouse.gateway.journey.rewrite.guard.StatelessPipeline;
import dev.gatehouse.gateway.journey.send.UpstreamLease;
import dev.gatehouse.gateway.journey.send.UpstreamReceiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** One read of a convoy. */
final class ConvoySeat implements WholeAnswerLease {
  private final Convoy convoy;
  private final StatelessPipeline read;
  private ByteBuf body = Unpooled.EMPTY_BUFFER;
  private @Nullable UpstreamReceiver receiver;
  private boolean left;

  ConvoySeat(Convoy convoy, StatelessPipeline read) {
    this.convoy = convoy;
    this.read = read;
  }

  long shape() {
    return read.shape();
  }

  StatelessPipeline read() {
    return read;
  }

  @Override
  public void receiveTo(UpstreamReceiver taker) {
    receiver = taker;
  }

  @Override
  public void send(HttpRequest head, ByteBuf requests, Runnable onSent) {
    if (left) {
      requests.release();
      return;
    }
    body = requests;
    if (!convoy.takesAlong(this)) {
      breakOff();
    }
  }

  boolean isLeft() {
    return left;
  }

  int statementBytes() {
    return read.statementTo() - read.statementFrom();
  }

  void writeStatement(ByteBuf out) {
    out.writeBytes(body, body.readerIndex() + read.statementFrom(), statementBytes());
  }

  /** Gives its body away. */
  ByteBuf takeBody() {
    ByteBuf given = body;
    body = Unpooled.EMPTY_BUFFER;
    return given;
  }

  void onHead(HttpResponse response) {
    if (receiver != null) {
      receiver.onHead(response);
    }
  }

  void onBody(ByteBuf chunk) {
    if (receiver != null) {
      receiver.onBody(chunk);
    } else {
      chunk.release();
    }
  }

  void onEnd() {
    UpstreamReceiver taker = receiver;
    leave();
    if (taker != null) {
      taker.onEnd();
    }
  }

  void answer(LaneAnswer whole) {
    UpstreamReceiver taker = receiver;
    leave();
    if (taker == null) {
      whole.release();
    } else {
      whole.to(taker);
    }
  }

  /** Leaves the read to another way. */
  void breakOff() {
    UpstreamReceiver taker = receiver;
    leave();
    if (taker != null) {
      taker.onBroken(false);
    }
  }

  private void leave() {
    left = true;
    receiver = null;
    takeBody().release();
  }

  @Override
  public void close() {
    if (!left) {
      leave();
      convoy.onLeft();
    }
  }

  /** What the node has at once is a convoy, and streams bound those. */
  @Override
  public boolean needsTurn() {
    return false;
  }

  @Override
  public UpstreamLease followedBy(UpstreamLease next) {
    return convoy.followed(this, next);
  }
}
