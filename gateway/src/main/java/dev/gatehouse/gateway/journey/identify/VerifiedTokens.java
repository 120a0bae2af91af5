package dev.gatehouse.gateway.journey.identify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Remembered;
import io.netty.util.concurrent.FastThreadLocal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The tokens whose signature was paid for, by digest, until they expire: the tokens themselves are
 * not kept.
 */
@CrossThread
final class VerifiedTokens {
  private final Cache<Digest, Verified> tokens;

  /**
   * A token that held.
   *
   * @param caller whom it names
   * @param key the key that signed it
   */
  record Verified(Caller caller, VerificationKey key) {}

  /** A SHA-256; no two tokens have the same. */
  record Digest(long a, long b, long c, long d) {
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final FastThreadLocal<MessageDigest> SHA_256 =
        new FastThreadLocal<>() {
          @Override
          protected MessageDigest initialValue() throws NoSuchAlgorithmException {
            return MessageDigest.getInstance("SHA-256");
          }
        };

    static Digest of(String token) {
      // What is not Latin-1 becomes a question mark, which no good token contains.
      byte[] hash = SHA_256.get().digest(token.getBytes(StandardCharsets.ISO_8859_1));
      return new Digest(
          (long) LONGS.get(hash, 0),
          (long) LONGS.get(hash, 8),
          (long) LONGS.get(hash, 16),
          (long) LONGS.get(hash, 24));
    }

    @Override
    public int hashCode() {
      return (int) a;
    }
  }

  VerifiedTokens(int tokensMax, InstantSource clock) {
    this.tokens =
        Remembered.onCaller()
            .maximumSize(tokensMax)
            .expireAfter(
                Expiry.<Digest, Verified>creating((_, verified) -> left(verified.caller(), clock)))
            .build();
  }

  private static Duration left(Caller caller, InstantSource clock) {
    long seconds = caller.expiresAtSeconds() - clock.instant().getEpochSecond();
    return Duration.ofSeconds(Math.max(1, seconds));
  }

  @Nullable Verified find(Digest digest) {
    return tokens.getIfPresent(digest);
  }

  void remember(Digest digest, Verified verified) {
    tokens.put(digest, verified);
  }

  void forget(Digest digest) {
    tokens.invalidate(digest);
  }
}
