package dev.gatehouse.admin.api;

import dev.gatehouse.admin.access.ApiKeys;
import dev.gatehouse.admin.registry.ApiKey;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** Tells who calls, by the key that they send; does not block. */
final class Doorkeeper {
  private static final String SCHEME = "bearer ";

  private final AdminKey root;
  private final ApiKeys keys;
  private final FailedKeys failed;

  Doorkeeper(AdminKey root, ApiKeys keys, FailedKeys failed) {
    this.root = root;
    this.keys = keys;
    this.failed = failed;
  }

  /** Whom a key has let in, or not. */
  sealed interface Entry {
    record Known(Caller caller) implements Entry {}

    record NoKey() implements Entry {}

    /** Wrong too often to be looked at now. */
    record Barred() implements Entry {}
  }

  Entry enter(HttpHeaders headers, String address) {
    List<String> credentials = headers.getAll(HttpHeaderNames.AUTHORIZATION);
    if (credentials.size() != 1
        || !credentials.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new Entry.NoKey();
    }
    String text = credentials.getFirst().substring(SCHEME.length());
    Optional<ApiKey> key = keys.match(text);
    if (key.isPresent()) {
      return new Entry.Known(Caller.with(key.get(), address));
    }
    // Keys that Gatehouse made cannot be guessed: whoever floods with wrong ones bars nobody else.
    boolean isRoot = root.matches(text);
    if (isRoot && !root.isConfigured()) {
      return new Entry.Known(Caller.root(address));
    }
    if (!failed.mayTry(address)) {
      return new Entry.Barred();
    }
    if (isRoot) {
      return new Entry.Known(Caller.root(address));
    }
    failed.count(address);
    return new Entry.NoKey();
  }
}
