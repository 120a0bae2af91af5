package dev.gatehouse.admin.registry;

import dev.gatehouse.tenancy.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where it is kept which tokens were made and which were taken back. */
public interface TokenStore {

  /** Adds a token that was just made. */
  void add(TokenEntry entry);

  /** The tokens of a namespace in the order of their ids, from behind one of them. */
  List<TokenEntry> page(Namespace namespace, String after, int entriesMax);

  /**
   * Takes one token back, where that has not happened before, and says when it would have ended;
   * nothing where that namespace has no such token.
   */
  Optional<Instant> revoke(Namespace namespace, String id, Instant at);

  /** The tokens that were taken back one by one, and when each would have ended. */
  Map<String, Instant> revoked();

  /** Takes back all tokens of a namespace that were made before a second of the epoch. */
  void cutOff(Namespace namespace, long tokensFrom, Instant at);

  /** The same for a name that is about to be free; what was known of its tokens is forgotten. */
  void release(Namespace namespace, long tokensFrom);

  /** Takes back all tokens that were made before a second of the epoch. */
  void cutOffAll(long tokensFrom, Instant at);

  /** The second from which on tokens hold, for each name that has one. */
  Map<Namespace, Long> cutoffs();

  /** The same for all names together; 0 where all tokens hold. */
  long cutoffOfAll();

  /** Forgets the tokens that ended before. */
  void forget(Instant endedBefore);
}
