package dev.gatehouse.app.handover;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a running Gatehouse is asked to give its place to another. */
public final class HandoverDesk implements AutoCloseable {
  static final String TAKE_OVER = "take-over ";
  static final String ESTATE = "estate ";
  static final String REFUSED = "refused ";
  static final String PREPARED = "prepared";
  static final String GO = "go";
  static final String READY = "ready";
  static final String LEAVING = "leaving ";
  static final String FAILED = "failed ";
  private static final Logger log = LoggerFactory.getLogger(HandoverDesk.class);

  private final Path folder;
  private final ServerSocketChannel listening;
  private final Incumbent incumbent;
  private final Protocol protocol;
  private final AtomicReference<@Nullable Succession> current = new AtomicReference<>();
  private volatile boolean closed;

  private HandoverDesk(
      Path folder, ServerSocketChannel listening, Incumbent incumbent, Protocol protocol) {
    this.folder = folder;
    this.listening = listening;
    this.incumbent = incumbent;
    this.protocol = protocol;
  }

  /** Opens it in a folder that only this user can look into. */
  public static HandoverDesk open(Path folder, Incumbent incumbent, Protocol protocol)
      throws IOException {
    HandoverFolder.make(folder);
    Path path = HandoverFolder.desk(folder);
    // A process that was killed leaves its own behind.
    Files.deleteIfExists(path);
    var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listening.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      listening.close();
      throw e;
    }
    var desk = new HandoverDesk(folder, listening, incumbent, protocol);
    incumbent.changes().tell(desk::tell);
    Thread.ofVirtual().name("handover-desk").start(desk::receive);
    return desk;
  }

  private void receive() {
    while (!closed) {
      try {
        SocketChannel caller = listening.accept();
        Thread.ofVirtual().name("handover").start(() -> serve(new Wire(caller)));
      } catch (IOException e) {
        if (!closed) {
          log.atError().setCause(e).log("nobody can take over from this process any more");
        }
        return;
      }
    }
  }

  private void serve(Wire wire) {
    try (wire) {
      String asked = wire.next().orElse("");
      if (asked.startsWith(TAKE_OVER)) {
        succeed(wire, asked.substring(TAKE_OVER.length()));
      } else if (asked.startsWith(Upgrade.ASKED)) {
        new Upgrade(wire, incumbent.successor(), current)
            .run(Duration.ofSeconds(Long.parseLong(asked.substring(Upgrade.ASKED.length()))));
      }
    } catch (IOException | NumberFormatException e) {
      log.atDebug().setCause(e).log("a caller at the handover desk went away");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void succeed(Wire wire, String successor) throws IOException {
    var succession = new Succession(wire);
    if (!current.compareAndSet(null, succession)) {
      wire.send(REFUSED + "another Gatehouse is taking over already");
    } else if (comesToServe(succession, successor)) {
      leave(succession);
    } else {
      stay(succession);
    }
  }

  /** Gives the other one all that it needs; whether it serves clients at the end. */
  private boolean comesToServe(Succession succession, String successor) {
    var sockets = incumbent.sockets().shareable();
    var objection =
        sockets.isEmpty()
            ? Optional.of("this system cannot pass sockets on: stop this Gatehouse instead")
            : protocol.objectionTo(successor);
    if (objection.isPresent()) {
      succession.refuse(objection.get());
      return false;
    }
    log.info("another Gatehouse is about to take over");
    try (var _ = SocketPass.offer(HandoverFolder.sockets(folder), sockets)) {
      succession.tell(ESTATE + incumbent.estate().line());
      succession.awaitPrepared(incumbent.changes());
    } catch (IOException | RuntimeException e) {
      succession.fail("this Gatehouse could not give way: " + e.getMessage());
      return false;
    }
    return succession.isReady(incumbent.changes());
  }

  /** Goes on as if nobody had asked; another one may try, however this one went. */
  private void stay(Succession succession) {
    log.warn("no other Gatehouse took over, this one goes on: {}", succession.why());
    succession.onStaying();
    current.set(null);
  }

  private void leave(Succession succession) {
    close();
    var sqld = incumbent.letGo();
    // Where nobody hears it any more, there is nobody to go on for: whoever started this one will
    // see.
    succession.tell(LEAVING + Estate.describe(sqld));
    succession.onLeaving();
    log.info("another Gatehouse has taken over, this one leaves");
    incumbent.leave();
    // Until this process has left, rights that end there end here as well.
    succession.hear(incumbent.changes());
  }

  private void tell(String change) {
    Succession succession = current.get();
    if (succession != null) {
      succession.tell(change);
    }
  }

  /** Gives its place to nobody any more. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      listening.close();
      Files.deleteIfExists(HandoverFolder.desk(folder));
    } catch (IOException e) {
      log.atDebug().setCause(e).log("the handover desk is left behind");
    }
  }
}
