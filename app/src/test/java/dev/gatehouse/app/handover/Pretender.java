package dev.gatehouse.app.handover;

import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/** A successor that comes as far as it is told to, and dies. */
public final class Pretender implements AutoCloseable {
  private final Path folder;
  private final SocketChannel channel;
  private final Wire wire;
  private List<Integer> sockets = List.of();

  private Pretender(Path folder, SocketChannel channel) {
    this.folder = folder;
    this.channel = channel;
    this.wire = new Wire(channel);
  }

  /** Asks for the place, and is offered what belongs to it. */
  public static Pretender meet(Path folder, Protocol protocol) throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(HandoverFolder.desk(folder)));
    var pretender = new Pretender(folder, channel);
    pretender.wire.send(HandoverDesk.TAKE_OVER + protocol.line());
    pretender.expect(HandoverDesk.ESTATE);
    return pretender;
  }

  /** Has the sockets, and accepts nobody. */
  public void takeSockets() throws IOException, InterruptedException {
    sockets = SocketPass.take(HandoverFolder.sockets(folder));
  }

  /** Has prepared everything, and may go on. */
  public void prepare() throws IOException {
    wire.send(HandoverDesk.PREPARED);
    expect(HandoverDesk.GO);
  }

  private void expect(String beginning) {
    String said = wire.next().orElse("nothing");
    if (!said.startsWith(beginning)) {
      throw new AssertionError(said + " instead of " + beginning);
    }
  }

  /** Says nothing more; returns when the other one is done with it. */
  public void die() throws IOException {
    channel.shutdownOutput();
    while (wire.next().isPresent()) {
      // What the other one still tells it.
    }
  }

  @Override
  public void close() throws IOException {
    for (int socket : sockets) {
      new FileDescriptor(socket).close();
    }
    wire.close();
  }
}
