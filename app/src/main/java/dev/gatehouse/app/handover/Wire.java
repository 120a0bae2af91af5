package dev.gatehouse.app.handover;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Lines of text between two processes of one user on one machine. */
public final class Wire implements AutoCloseable {
  private final SocketChannel channel;
  private final BufferedReader lines;

  Wire(SocketChannel channel) {
    this.channel = channel;
    this.lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
  }

  /** To the Gatehouse that runs on a data folder; it fails where none does. */
  public static Wire to(Path folder) throws IOException {
    return new Wire(SocketChannel.open(UnixDomainSocketAddress.of(HandoverFolder.desk(folder))));
  }

  public void send(String line) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(line.replace('\n', ' ') + "\n");
    synchronized (channel) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** The next line; nothing where the other end is gone. */
  public Optional<String> next() {
    try {
      return Optional.ofNullable(lines.readLine());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It ends with the process at the latest.
    }
  }
}
