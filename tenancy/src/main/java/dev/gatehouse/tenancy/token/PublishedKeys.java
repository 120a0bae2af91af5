package dev.gatehouse.tenancy.token;

import java.util.List;

/** The keys whose tokens hold, as they change. */
public interface PublishedKeys {

  /** The keys of now; answers at once, from memory. */
  List<PublicHalf> current();

  /** Calls the listener, on any thread, after each change. */
  void onChange(Runnable listener);
}
