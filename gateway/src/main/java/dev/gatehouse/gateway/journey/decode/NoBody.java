package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.RequestBody;
import io.netty.buffer.Unpooled;

/** What follows a head that nothing follows. */
final class NoBody implements RequestBody {

  @Override
  public long length() {
    return 0;
  }

  @Override
  public void readTo(Reader reader) {
    reader.onChunk(Unpooled.EMPTY_BUFFER, true);
  }

  @Override
  public void discard() {}
}
