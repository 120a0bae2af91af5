package dev.gatehouse.tenancy;

import java.util.function.Consumer;

/** What tokens were taken back before their time. */
public interface Revocations {

  /**
   * Whether a token no longer holds; answers at once, from memory.
   *
   * @param tokenId the token's own id, or empty
   * @param namespace the namespace that it opens
   * @param issuedAtSeconds when it was made, or 0 where it does not say
   */
  boolean isRevoked(String tokenId, Namespace namespace, long issuedAtSeconds);

  /** Calls the listener, on any thread, after each revocation. */
  void onRevoked(Consumer<Revoked> listener);

  /** Nothing is ever revoked. */
  static Revocations none() {
    return new Revocations() {
      @Override
      public boolean isRevoked(String tokenId, Namespace namespace, long issuedAtSeconds) {
        return false;
      }

      @Override
      public void onRevoked(Consumer<Revoked> listener) {}
    };
  }

  /** Whose tokens a revocation took back. */
  sealed interface Revoked {
    /** One token, by its id. */
    record OneToken(String tokenId) implements Revoked {}

    /** Every token of a namespace that was issued until now. */
    record TokensOf(Namespace namespace) implements Revoked {}

    /** Every token that was issued until now. */
    record AllTokens() implements Revoked {}
  }
}
