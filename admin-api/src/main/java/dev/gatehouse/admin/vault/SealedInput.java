package dev.gatehouse.admin.vault;

import dev.gatehouse.admin.vault.VaultException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/** Opens a sealed file chunk by chunk; gives nothing that was not sealed so. */
final class SealedInput extends InputStream {
  private static final int SEALED_BYTES = SealedHead.CHUNK_BYTES + VaultKey.TAG_BYTES;

  private final InputStream in;
  private final SealedHead head;
  private byte[] sealed;
  private byte[] open = new byte[0];
  private int at;
  private long number;
  private boolean ended;

  SealedInput(InputStream in, SealedHead head) throws IOException {
    this.in = in;
    this.head = head;
    this.sealed = in.readNBytes(SEALED_BYTES);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == open.length) {
      if (ended) {
        return -1;
      }
      next();
    }
    int count = Math.min(length, open.length - at);
    System.arraycopy(open, at, bytes, offset, count);
    at += count;
    return count;
  }

  private void next() throws IOException {
    byte[] following = sealed.length < SEALED_BYTES ? new byte[0] : in.readNBytes(SEALED_BYTES);
    boolean isLast = following.length == 0;
    try {
      open =
          VaultKey.cipher(
                  Cipher.DECRYPT_MODE,
                  head.fileKey(),
                  SealedHead.nonce(number, isLast),
                  head.bytes())
              .doFinal(sealed);
    } catch (GeneralSecurityException e) {
      Arrays.fill(open, (byte) 0);
      throw new VaultException(
          Fault.DAMAGED, "it was changed or cut off (at chunk %d)".formatted(number), e);
    }
    at = 0;
    number++;
    ended = isLast;
    sealed = following;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
