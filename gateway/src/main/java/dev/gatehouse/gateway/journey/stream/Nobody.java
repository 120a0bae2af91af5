package dev.gatehouse.gateway.journey.stream;

import dev.gatehouse.gateway.exchange.Answer;
import dev.gatehouse.gateway.exchange.ReplySink;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/** Who reads the answer to what Gatehouse asks by itself. */
final class Nobody implements ReplySink {

  @Override
  public void speakGrpc() {}

  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public void head(int status, HttpHeaders headers) {}

  @Override
  public void body(ByteBuf chunk) {
    chunk.release();
  }

  @Override
  public void flush() {}

  @Override
  public void end() {}

  @Override
  public void answer(Answer answer) {}

  @Override
  public void abort() {}

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void onRoom(Runnable callback) {}
}
