package dev.gatehouse.app.handover;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One attempt of another process to take this one's place, up to its end. */
final class Succession {
  private final Wire wire;
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();
  private boolean prepared;
  private boolean abandoned;
  private volatile String why = "it went away";

  Succession(Wire wire) {
    this.wire = wire;
  }

  /** Why it did not come to anything. */
  String why() {
    return why;
  }

  /** Waits until the other one has prepared everything, and lets it go on unless it is too late. */
  void awaitPrepared(Changes changes) {
    String line = await(HandoverDesk.PREPARED, changes);
    synchronized (this) {
      prepared = line.equals(HandoverDesk.PREPARED) && !abandoned;
      if (prepared) {
        tell(HandoverDesk.GO);
      }
    }
  }

  /** Whether the other one serves clients by now. */
  boolean isReady(Changes changes) {
    return prepared && await(HandoverDesk.READY, changes).equals(HandoverDesk.READY);
  }

  /** Gives it up unless it has come too far; says whether it did. */
  synchronized boolean abandon() {
    abandoned = !prepared;
    if (abandoned) {
      why = "it was not ready in time";
      wire.close();
    }
    return abandoned;
  }

  /** Tells the other one why it cannot have the place. */
  void refuse(String objection) {
    why = objection;
    tell(HandoverDesk.REFUSED + objection);
  }

  /** It comes to nothing for a reason of this process. */
  void fail(String reason) {
    why = reason;
  }

  void onStaying() {
    over.complete(false);
  }

  void onLeaving() {
    over.complete(true);
  }

  /** Whether this process gave its place away, once that is known. */
  CompletableFuture<Boolean> over() {
    return over;
  }

  private String await(String expected, Changes changes) {
    Optional<String> line = wire.next();
    while (line.isPresent() && !line.get().equals(expected)) {
      if (line.get().startsWith(HandoverDesk.FAILED)) {
        why = line.get().substring(HandoverDesk.FAILED.length());
        return "";
      }
      changes.hear(line.get());
      line = wire.next();
    }
    return line.orElse("");
  }

  void hear(Changes changes) {
    Optional<String> line = wire.next();
    while (line.isPresent()) {
      changes.hear(line.get());
      line = wire.next();
    }
  }

  void tell(String change) {
    try {
      wire.send(change);
    } catch (IOException e) {
      // It went away, which is seen elsewhere.
    }
  }
}
