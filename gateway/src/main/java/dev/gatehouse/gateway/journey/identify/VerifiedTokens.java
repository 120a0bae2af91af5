package dev.gatehouse.gateway.journey.identify;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.gateway.exchange.CrossThread;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The tokens whose signature was paid for, by digest: the tokens themselves are not kept. */
@CrossThread
final class VerifiedTokens {
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final Cache<ByteBuffer, Caller> callers;

  VerifiedTokens(int tokensMax) {
    this.callers =
        Caffeine.newBuilder().maximumSize(tokensMax).expireAfterAccess(FORGOTTEN_AFTER).build();
  }

  static ByteBuffer digestOf(String token) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(sha.digest(token.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  @Nullable Caller find(ByteBuffer digest) {
    return callers.getIfPresent(digest);
  }

  void remember(ByteBuffer digest, Caller caller) {
    callers.put(digest, caller);
  }

  void forget(ByteBuffer digest) {
    callers.invalidate(digest);
  }
}
