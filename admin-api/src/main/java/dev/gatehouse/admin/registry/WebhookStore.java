package dev.gatehouse.admin.registry;

import java.time.Instant;

/** Where it is kept which webhooks were done, so that none is done twice. */
public interface WebhookStore {

  boolean isDone(String id);

  /** Remembers one, and forgets those that were done before. */
  void done(String id, Instant at, Instant forgottenBefore);
}
