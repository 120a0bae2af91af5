package dev.gatehouse.admin.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request's body on its way into a file. */
final class SpooledBody {
  private static final Logger log = LoggerFactory.getLogger(SpooledBody.class);

  private final Path file;
  private final FileChannel channel;
  private final long bytesMax;
  private long bytes;

  private SpooledBody(Path file, FileChannel channel, long bytesMax) {
    this.file = file;
    this.channel = channel;
    this.bytesMax = bytesMax;
  }

  static SpooledBody open(Upload upload) throws IOException {
    Path file = upload.spool().newFile();
    return new SpooledBody(
        file, FileChannel.open(file, StandardOpenOption.WRITE), upload.bytesMax());
  }

  Path file() {
    return file;
  }

  /** Counts what is about to be written; false where that is too much. */
  boolean fits(int more) {
    bytes += more;
    return bytes <= bytesMax;
  }

  long bytesMax() {
    return bytesMax;
  }

  /** Writes on, blocking; false where the disk does not take it. */
  boolean write(byte[] part) {
    try {
      ByteBuffer rest = ByteBuffer.wrap(part);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      return true;
    } catch (IOException e) {
      log.atWarn().setCause(e).log("an upload cannot be kept");
      return false;
    }
  }

  /** Ends the writing and removes the file. */
  void discard() {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.atWarn().setCause(e).log("an uploaded file stays until the next start");
    }
  }
}
