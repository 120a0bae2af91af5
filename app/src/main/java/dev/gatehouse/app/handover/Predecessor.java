package dev.gatehouse.app.handover;

import dev.gatehouse.sqld.RunningSqld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Gatehouse whose place this process is about to take. */
public final class Predecessor implements AutoCloseable {
  private static final String GONE = "the running Gatehouse went away";

  private final Wire wire;
  private final Estate estate;
  private final ListeningSockets sockets;

  private Predecessor(Wire wire, Estate estate, ListeningSockets sockets) {
    this.wire = wire;
    this.estate = estate;
    this.sockets = sockets;
  }

  /** Asks the one that runs there for its place. */
  public static Predecessor meet(Path folder, Protocol protocol)
      throws HandoverException, InterruptedException {
    Wire wire;
    try {
      wire = Wire.to(folder);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      throw new HandoverException("no Gatehouse runs here to take over from", e);
    }
    try {
      wire.send(HandoverDesk.TAKE_OVER + protocol.line());
      Estate estate = Estate.parse(answer(wire, HandoverDesk.ESTATE));
      List<Integer> passed = SocketPass.take(HandoverFolder.sockets(folder));
      if (passed.size() != Door.values().length) {
        throw new HandoverException("the running Gatehouse did not pass its sockets on");
      }
      return new Predecessor(wire, estate, ListeningSockets.inherited(passed));
    } catch (IOException e) {
      wire.close();
      throw new HandoverException("the running Gatehouse does not answer: " + e.getMessage(), e);
    } catch (HandoverException | InterruptedException | RuntimeException e) {
      wire.close();
      throw e;
    }
  }

  private static String answer(Wire wire, String expected) throws HandoverException {
    String line = wire.next().orElseThrow(() -> new HandoverException(GONE));
    if (!line.startsWith(expected)) {
      throw new HandoverException(
          line.startsWith(HandoverDesk.REFUSED)
              ? line.substring(HandoverDesk.REFUSED.length())
              : "the running Gatehouse does not give way");
    }
    return line.substring(expected.length());
  }

  /** What it leaves. */
  public Estate estate() {
    return estate;
  }

  /** Its sockets: it listens on them as well until it leaves. */
  public ListeningSockets sockets() {
    return sockets;
  }

  /**
   * Everything is prepared but to listen; returns when it is too late for the other one to change
   * its mind. From now on each hears of what the other changes.
   */
  public void awaitTurn(Changes changes) throws HandoverException {
    changes.tell(this::tell);
    String _ = await(HandoverDesk.PREPARED, HandoverDesk.GO, changes);
  }

  /** Clients are served here: the other one may leave. Returns the sqld that is there then. */
  public Optional<RunningSqld> relieve(Changes changes) throws HandoverException {
    String left = await(HandoverDesk.READY, HandoverDesk.LEAVING, changes);
    Thread.ofVirtual().name("predecessor").start(() -> hear(changes));
    return Estate.sqldIn(left);
  }

  private String await(String said, String expected, Changes changes) throws HandoverException {
    tell(said);
    while (true) {
      String line = wire.next().orElseThrow(() -> new HandoverException(GONE));
      if (line.startsWith(expected)) {
        return line.substring(expected.length());
      }
      changes.hear(line);
    }
  }

  private void hear(Changes changes) {
    Optional<String> line = wire.next();
    while (line.isPresent()) {
      changes.hear(line.get());
      line = wire.next();
    }
    wire.close();
  }

  private void tell(String change) {
    try {
      wire.send(change);
    } catch (IOException e) {
      // It has left.
    }
  }

  /** Says why its place is not taken after all. */
  public void decline(String why) {
    tell(HandoverDesk.FAILED + why);
    close();
  }

  @Override
  public void close() {
    wire.close();
  }
}
