package dev.gatehouse.admin.vault;

import dev.gatehouse.admin.vault.VaultException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The head of a sealed file: which key opens it, what the file is, its id, and its own key under
 * that key. Chunks follow, each of the same length but the last, each sealed with its number,
 * whether it is the last, and the head.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record SealedHead(String fileId, byte[] bytes, SecretKey fileKey) {
  static final int CHUNK_BYTES = 64 * 1024;
  private static final byte[] MAGIC = "GHSEAL1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int FILE_ID_BYTES = 16;
  private static final int OPEN_BYTES = MAGIC.length + VaultKey.ID_BYTES + 1 + FILE_ID_BYTES;
  private static final int WRAPPED_BYTES = VaultKey.FILE_KEY_BYTES + VaultKey.TAG_BYTES;
  private static final int BYTES = OPEN_BYTES + VaultKey.NONCE_BYTES + WRAPPED_BYTES;
  private static final SecureRandom RANDOM = new SecureRandom();

  static SealedHead create(VaultKey key, Role role) {
    byte[] id = random(FILE_ID_BYTES);
    byte[] open =
        ByteBuffer.allocate(OPEN_BYTES)
            .put(MAGIC)
            .put(key.idBytes())
            .put(role.code())
            .put(id)
            .array();
    byte[] fileKey = random(VaultKey.FILE_KEY_BYTES);
    byte[] nonce = random(VaultKey.NONCE_BYTES);
    byte[] wrapped = key.wrap(fileKey, nonce, open);
    byte[] all = ByteBuffer.allocate(BYTES).put(open).put(nonce).put(wrapped).array();
    return new SealedHead(HexFormat.of().formatHex(id), all, new SecretKeySpec(fileKey, "AES"));
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  /** Reads the head of what must be a file of that role. */
  static SealedHead read(InputStream in, VaultKey key, Role role) throws IOException {
    byte[] all = bytes(in);
    String sealedWith = keyId(all);
    if (!sealedWith.equals(key.id())) {
      throw new VaultException(
          Fault.OTHER_KEY,
          "it was sealed with another key (%s; the one given is %s)"
              .formatted(sealedWith, key.id()));
    }
    byte[] open = Arrays.copyOf(all, OPEN_BYTES);
    int nonceEnd = OPEN_BYTES + VaultKey.NONCE_BYTES;
    try {
      SecretKey fileKey =
          key.unwrap(
              Arrays.copyOfRange(all, nonceEnd, BYTES),
              Arrays.copyOfRange(all, OPEN_BYTES, nonceEnd),
              open);
      if (open[MAGIC.length + VaultKey.ID_BYTES] != role.code()) {
        throw new VaultException(Fault.DAMAGED, "it lies where another kind of file belongs");
      }
      byte[] id = Arrays.copyOfRange(open, OPEN_BYTES - FILE_ID_BYTES, OPEN_BYTES);
      return new SealedHead(HexFormat.of().formatHex(id), all, fileKey);
    } catch (GeneralSecurityException e) {
      throw new VaultException(Fault.DAMAGED, "its head is damaged", e);
    }
  }

  /** The id of the key that a file was sealed with. */
  static String keyId(InputStream in) throws IOException {
    return keyId(bytes(in));
  }

  private static byte[] bytes(InputStream in) throws IOException {
    byte[] all = in.readNBytes(BYTES);
    if (all.length < BYTES || !Arrays.equals(MAGIC, Arrays.copyOf(all, MAGIC.length))) {
      throw new VaultException(Fault.DAMAGED, "it is no sealed file, or its head is cut off");
    }
    return all;
  }

  private static String keyId(byte[] all) {
    return HexFormat.of().formatHex(all, MAGIC.length, MAGIC.length + VaultKey.ID_BYTES);
  }

  /** The nonce of a chunk; no other chunk of any file has it with the same key. */
  static byte[] nonce(long chunk, boolean isLast) {
    return ByteBuffer.allocate(VaultKey.NONCE_BYTES).putLong(chunk).putInt(isLast ? 1 : 0).array();
  }
}
