package dev.gatehouse.app.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** What is sent to the admin API as it is read, and counted on its way. */
final class Upload extends FilterInputStream {
  private final long length;
  private final String mediaType;
  private final LongConsumer onBytes;
  private final Runnable onEnd;
  private long bytes;
  private boolean ended;

  /**
   * An upload.
   *
   * @param length how many bytes it has, -1 where nobody knows
   * @param mediaType what they are
   * @param onBytes told how many are on their way
   * @param onEnd told that they all are
   */
  Upload(InputStream content, long length, String mediaType, LongConsumer onBytes, Runnable onEnd) {
    super(content);
    this.length = length;
    this.mediaType = mediaType;
    this.onBytes = onBytes;
    this.onEnd = onEnd;
  }

  long length() {
    return length;
  }

  String mediaType() {
    return mediaType;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? -1 : 1);
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int most) throws IOException {
    int count = super.read(target, offset, most);
    count(count);
    return count;
  }

  private void count(int more) {
    if (more >= 0) {
      bytes += more;
      onBytes.accept(bytes);
    } else if (!ended) {
      ended = true;
      onEnd.run();
    }
  }
}
