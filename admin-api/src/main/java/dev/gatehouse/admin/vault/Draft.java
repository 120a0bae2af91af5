package dev.gatehouse.admin.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A sealed file that is being written; it is nothing until it is finished. */
public final class Draft implements AutoCloseable {
  private final Path path;
  private final SealedHead head;
  private final FileChannel channel;
  private final MessageDigest digest = sha256();
  private final OutputStream content;
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
  private long bytes;
  private boolean finished;

  private Draft(Path path, SealedHead head, FileChannel channel) throws IOException {
    this.path = path;
    this.head = head;
    this.channel = channel;
    var sealed = new SealedOutput(new Storing(), head);
    this.content =
        new Counting(
            new DigestOutputStream(
                new DeflaterOutputStream(sealed, deflater, SealedHead.CHUNK_BYTES), digest));
  }

  static Draft begin(Path folder, VaultKey key, Role role) throws VaultException {
    SealedHead head = SealedHead.create(key, role);
    Path path = folder.resolve(head.fileId());
    try {
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new Draft(path, head, channel);
    } catch (IOException e) {
      throw VaultException.storage("the backup folder takes nothing", e);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /** Where its content goes; need not be closed. */
  public OutputStream content() {
    return content;
  }

  /** Makes it durable as it is. */
  public SealedFile finish() throws IOException {
    content.close();
    try {
      channel.force(true);
      long sealedBytes = channel.size();
      channel.close();
      finished = true;
      return new SealedFile(
          head.fileId(), HexFormat.of().formatHex(digest.digest()), bytes, sealedBytes);
    } catch (IOException e) {
      throw VaultException.storage("the backup folder took no more", e);
    }
  }

  Path path() {
    return path;
  }

  /** Gives it up, unless it was finished. */
  @Override
  public void close() {
    deflater.end();
    if (!finished) {
      try (channel) {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        // The next backup removes what lies among the drafts.
      }
    }
  }

  /** The file itself: what it does not take is told apart from what cannot be read elsewhere. */
  private final class Storing extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] part, int offset, int length) throws IOException {
      try {
        ByteBuffer buffer = ByteBuffer.wrap(part, offset, length);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      } catch (IOException e) {
        throw VaultException.storage("the backup folder took no more", e);
      }
    }
  }

  private final class Counting extends OutputStream {
    private final OutputStream out;

    Counting(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] part, int offset, int length) throws IOException {
      out.write(part, offset, length);
      bytes += length;
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
