package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.token.SealingKey;
import io.netty.util.concurrent.FastThreadLocal;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals the handles of sqld's streams, so that one is good for its own tenant, access and node
 * only, and for a short time.
 */
public final class HandleSeal {
  private static final Duration LIFETIME = Duration.ofMinutes(1);
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final SecretKey batonKey;
  private final SecretKey clientIdKey;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final FastThreadLocal<Cipher> ciphers =
      new FastThreadLocal<>() {
        @Override
        protected Cipher initialValue() throws GeneralSecurityException {
          return Cipher.getInstance("AES/GCM/NoPadding");
        }
      };

  /**
   * Whom a handle belongs to.
   *
   * @param id the tenant's namespace
   * @param access the rights that it was given for
   * @param node the sqld that knows it
   */
  public record Owner(NamespaceId id, Access access, InetSocketAddress node) {
    byte[] bound(int expiresAt) {
      return (id + "|" + access.claim() + "|" + node + "|" + expiresAt)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  public HandleSeal(SealingKey key, InstantSource clock) {
    this.batonKey = key.derive("gatehouse baton", "AES");
    this.clientIdKey = key.derive("gatehouse client id", "HmacSHA256");
    this.clock = clock;
  }

  /** What the client gets in place of sqld's baton. */
  public String seal(String baton, Owner owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    int expiresAt = Math.toIntExact(clock.instant().plus(LIFETIME).getEpochSecond());
    try {
      byte[] locked =
          run(
              Cipher.ENCRYPT_MODE,
              nonce,
              owner.bound(expiresAt),
              baton.getBytes(StandardCharsets.UTF_8));
      return ENCODER.encodeToString(
          ByteBuffer.allocate(NONCE_BYTES + Integer.BYTES + locked.length)
              .put(nonce)
              .putInt(expiresAt)
              .put(locked)
              .array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to seal", e);
    }
  }

  /** sqld's baton, if this one was sealed for the owner and has not expired. */
  public Optional<String> open(String sealed, Owner owner) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(DECODER.decode(sealed));
      if (bytes.remaining() <= NONCE_BYTES + Integer.BYTES) {
        return Optional.empty();
      }
      byte[] nonce = new byte[NONCE_BYTES];
      bytes.get(nonce);
      int expiresAt = bytes.getInt();
      if (clock.instant().getEpochSecond() > expiresAt) {
        return Optional.empty();
      }
      byte[] locked = new byte[bytes.remaining()];
      bytes.get(locked);
      byte[] baton = run(Cipher.DECRYPT_MODE, nonce, owner.bound(expiresAt), locked);
      return Optional.of(new String(baton, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException forged) {
      return Optional.empty();
    }
  }

  private byte[] run(int mode, byte[] nonce, byte[] bound, byte[] input)
      throws GeneralSecurityException {
    Cipher cipher = ciphers.get();
    cipher.init(mode, batonKey, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(bound);
    return cipher.doFinal(input);
  }

  /** The client id that sqld knows: another one for every tenant and access. */
  public String clientId(String chosen, Owner owner) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(clientIdKey);
      mac.update(owner.bound(0));
      ByteBuffer digest = ByteBuffer.wrap(mac.doFinal(chosen.getBytes(StandardCharsets.UTF_8)));
      return new UUID(digest.getLong(), digest.getLong()).toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC refused to sign", e);
    }
  }
}
