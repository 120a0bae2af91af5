package dev.gatehouse.admin.registry;

import java.time.Instant;
import java.util.List;

/** Where the keys are kept that sign tokens, sealed. */
public interface SigningKeyStore {

  /**
   * One key.
   *
   * @param id its name in tokens
   * @param sealed the key, unreadable here, in base64
   * @param createdAt when it was made
   * @param lastTokenEndsAt the latest end of all tokens that it signed; its own birth where none
   *     lives
   */
  record SealedKey(String id, String sealed, Instant createdAt, Instant lastTokenEndsAt) {}

  /** The keys, the newest last. */
  List<SealedKey> all();

  /** Adds the newest key and forgets some others, both or neither. */
  void add(String id, String sealed, Instant createdAt, List<String> forgotten);
}
