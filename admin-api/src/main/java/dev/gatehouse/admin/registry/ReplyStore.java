package dev.gatehouse.admin.registry;

import java.time.Instant;
import java.util.Optional;

/** Where replies are kept for calls that are sent again. */
public interface ReplyStore {

  Optional<KeptReply> find(String caller, String key);

  /** Keeps a reply, in the place of an older one to a call of that name. */
  void keep(KeptReply reply);

  /** Forgets replies that are older, and the oldest where there are too many. */
  int prune(Instant olderThan, int repliesKept);
}
