package dev.gatehouse.gateway.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/** An answer that nobody reads, to what Gatehouse asks by itself. */
public final class SilentReply implements ReplySink {
  private final Runnable onLastBytes;

  public SilentReply() {
    this(() -> {});
  }

  /** One that tells when its last bytes would go out. */
  public SilentReply(Runnable onLastBytes) {
    this.onLastBytes = onLastBytes;
  }

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
  public void end() {
    onLastBytes.run();
  }

  @Override
  public void answer(Answer answer) {
    onLastBytes.run();
  }

  @Override
  public void abort() {
    onLastBytes.run();
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void onRoom(Runnable callback) {}
}
