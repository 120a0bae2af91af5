package dev.gatehouse.app;

import dev.gatehouse.admin.AdminApi;
import dev.gatehouse.admin.api.ControlPlane;
import dev.gatehouse.admin.registry.SqliteRegistry;
import dev.gatehouse.app.handover.Changes;
import dev.gatehouse.app.handover.Door;
import dev.gatehouse.app.handover.Estate;
import dev.gatehouse.app.handover.HandoverDesk;
import dev.gatehouse.app.handover.HandoverException;
import dev.gatehouse.app.handover.Incumbent;
import dev.gatehouse.app.handover.ListeningSockets;
import dev.gatehouse.app.handover.Predecessor;
import dev.gatehouse.app.handover.Protocol;
import dev.gatehouse.gateway.Gateway;
import dev.gatehouse.sqld.RunningSqld;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The place of this process among those that follow one another on a data folder. */
final class Place {
  private static final Logger log = LoggerFactory.getLogger(Place.class);

  /** Of the time to leave, in which a connection is kept for one more request. */
  private static final int PATIENT_PERCENT = 75;

  private final DataFolder folder;
  private final Upstream upstream;
  private final Condition condition;
  private final ListeningSockets sockets;
  private final AdminApi api;
  private final Changes changes;
  private volatile boolean givenAway;

  Place(
      DataFolder folder,
      Upstream upstream,
      Condition condition,
      ListeningSockets sockets,
      AdminApi api,
      ControlPlane control) {
    this.folder = folder;
    this.upstream = upstream;
    this.condition = condition;
    this.sockets = sockets;
    this.api = api;
    this.changes = new Changes(control.registry(), control.tokens(), control.records().keys());
  }

  /** What programs of this version can follow one another. */
  static Protocol protocol(String version) {
    return Protocol.of(SqliteRegistry.form(), version);
  }

  /** Waits until nothing but to listen is left to do. */
  void awaitTurn(Predecessor predecessor) throws HandoverException {
    predecessor.awaitTurn(changes);
  }

  /** Serves from now on; the other process finishes what is under way there. */
  void relieve(Predecessor predecessor) throws HandoverException {
    upstream.takeCharge(predecessor.relieve(changes));
    folder.awaitOwn();
  }

  /** Ends the service: for a successor that is there already, or for good. */
  void end(Gateway gateway, Duration bound) {
    if (givenAway) {
      long until = System.nanoTime() + bound.toNanos() * PATIENT_PERCENT / 100;
      gateway.leave(bound);
      api.awaitLeft(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    } else {
      gateway.drain(bound);
    }
  }

  /** Lets another process take this place. */
  AutoCloseable giveWay(List<String> successor, String version) {
    try {
      return HandoverDesk.open(folder.meeting(), new Giving(successor), protocol(version));
    } catch (IOException | UnsupportedOperationException e) {
      log.warn("no other process can take over without an interruption: {}", e.getMessage());
      return () -> {};
    }
  }

  /** What another process gets. */
  private final class Giving implements Incumbent {
    private final List<String> successor;

    Giving(List<String> successor) {
      this.successor = List.copyOf(successor);
    }

    @Override
    public Estate estate() {
      return upstream.estate();
    }

    @Override
    public ListeningSockets sockets() {
      return sockets;
    }

    @Override
    public Changes changes() {
      return changes;
    }

    @Override
    public List<String> successor() {
      return successor;
    }

    @Override
    public Optional<RunningSqld> letGo() {
      givenAway = true;
      condition.giveAway();
      for (Door door : Door.values()) {
        sockets.close(door);
      }
      return upstream.letGo();
    }

    @Override
    public void leave() {
      Thread.ofPlatform()
          .name("leave")
          .start(
              () -> {
                api.leave();
                System.exit(0);
              });
    }
  }
}
