package dev.gatehouse.admin.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where the keys to the admin API are kept. */
public interface ApiKeyStore {

  /** Adds a key, or answers false where there are so many already. */
  boolean add(ApiKey key, int keysMax);

  /** All keys, the oldest first. */
  List<ApiKey> all();

  /** Ends a key for ever, or answers false where there is none by that id. */
  boolean remove(String id);

  /** Notes when keys were used. */
  void used(Map<String, Instant> times);
}
