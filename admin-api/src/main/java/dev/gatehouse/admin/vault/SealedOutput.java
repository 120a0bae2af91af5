package dev.gatehouse.admin.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Seals what is written, chunk by chunk; only one that was closed can be opened again. */
final class SealedOutput extends OutputStream {
  private final OutputStream out;
  private final SealedHead head;
  private final byte[] chunk = new byte[SealedHead.CHUNK_BYTES];
  private int filled;
  private long number;
  private boolean closed;

  SealedOutput(OutputStream out, SealedHead head) throws IOException {
    this.out = out;
    this.head = head;
    out.write(head.bytes());
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (filled == chunk.length) {
        seal(false);
      }
      int count = Math.min(end - at, chunk.length - filled);
      System.arraycopy(bytes, at, chunk, filled, count);
      filled += count;
      at += count;
    }
  }

  private void seal(boolean isLast) throws IOException {
    try {
      out.write(
          VaultKey.cipher(
                  Cipher.ENCRYPT_MODE,
                  head.fileKey(),
                  SealedHead.nonce(number++, isLast),
                  head.bytes())
              .doFinal(chunk, 0, filled));
      filled = 0;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to seal", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      seal(true);
      out.flush();
    }
  }
}
