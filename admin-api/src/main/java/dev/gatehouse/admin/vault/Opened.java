package dev.gatehouse.admin.vault;

import dev.gatehouse.admin.vault.VaultException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** What is in a sealed file; its end is only reached where it is what was once written. */
final class Opened extends InputStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final SealedFile file;
  private final InputStream content;
  private final Inflater inflater = new Inflater(true);
  private final MessageDigest digest = Draft.sha256();
  private long bytes;
  private boolean ended;

  Opened(SealedFile file, InputStream sealed) {
    this.file = file;
    this.content = new InflaterInputStream(sealed, inflater, BUFFER_BYTES);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = content.read(target, offset, length);
    if (count > 0) {
      digest.update(target, offset, count);
      bytes += count;
    } else if (count < 0 && !ended) {
      ended = true;
      if (bytes != file.bytes()
          || !HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
        throw new VaultException(Fault.DAMAGED, "it is not what the manifest names");
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    content.close();
  }
}
