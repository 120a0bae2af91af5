package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.gateway.exchange.RequestBody;
import io.netty.buffer.ByteBuf;

/** A body that is all there, and can be read again; its bytes belong to the exchange. */
final class WholeBody implements RequestBody {
  private final ByteBuf bytes;

  WholeBody(ByteBuf bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.readableBytes();
  }

  @Override
  public void readTo(Reader reader) {
    reader.onChunk(bytes.retainedDuplicate(), true);
  }

  @Override
  public void discard() {}
}
