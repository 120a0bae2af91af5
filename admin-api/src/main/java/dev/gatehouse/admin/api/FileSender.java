package dev.gatehouse.admin.api;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a file part by part, each when the one before is out, and removes it. */
final class FileSender {
  private static final Logger log = LoggerFactory.getLogger(FileSender.class);
  private static final int PART_BYTES = 64 * 1024;

  private final ChannelHandlerContext ctx;
  private final Executor executor;
  private final Path file;
  private final FileChannel channel;
  private final Runnable onProgress;
  private final Consumer<Boolean> onEnd;

  private FileSender(
      ChannelHandlerContext ctx,
      Executor executor,
      Path file,
      FileChannel channel,
      Runnable onProgress,
      Consumer<Boolean> onEnd) {
    this.ctx = ctx;
    this.executor = executor;
    this.file = file;
    this.channel = channel;
    this.onProgress = onProgress;
    this.onEnd = onEnd;
  }

  /** Prepares to send; blocks for as long as it takes to open a file. */
  static FileSender open(
      ChannelHandlerContext ctx,
      Executor executor,
      Path file,
      Runnable onProgress,
      Consumer<Boolean> onEnd)
      throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new FileSender(ctx, executor, file, channel, onProgress, onEnd);
  }

  long length() throws IOException {
    return channel.size();
  }

  /** Sends the next part; whether it all went out is told at the end, on the connection's loop. */
  void next() {
    onProgress.run();
    executor.execute(
        () -> {
          ByteBuffer part = ByteBuffer.allocate(PART_BYTES);
          try {
            boolean isEnd = channel.read(part) < 0;
            part.flip();
            ctx.executor().execute(() -> send(part, isEnd));
          } catch (IOException e) {
            log.atWarn().setCause(e).log("a file on its way out cannot be read");
            ctx.executor().execute(() -> end(false));
          }
        });
  }

  private void send(ByteBuffer part, boolean isEnd) {
    ChannelFuture sent =
        isEnd
            ? ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
            : ctx.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(part)));
    var _ =
        sent.addListener(
            (ChannelFutureListener)
                written -> {
                  if (isEnd || !written.isSuccess()) {
                    end(written.isSuccess());
                  } else {
                    next();
                  }
                });
  }

  private void end(boolean success) {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.atWarn().setCause(e).log("a sent file stays until the next start");
    }
    onEnd.accept(success);
  }
}
