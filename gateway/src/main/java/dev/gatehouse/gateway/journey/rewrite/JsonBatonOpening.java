package dev.gatehouse.gateway.journey.rewrite;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first two members of a JSON answer: the baton is sealed, a base URL never goes out. */
final class JsonBatonOpening implements ReplyOpening {
  private static final int BYTES_MAX = 1024;
  private static final Pattern OPENING =
      Pattern.compile(
          "\\{\"baton\":(null|\"(?<baton>[A-Za-z0-9+/=]*)\"),\"base_url\":(null|\"[^\"\\\\]*\")");

  /** How most answers begin, which may stay as it is. */
  private static final byte[] CLOSED =
      "{\"baton\":null,\"base_url\":null,".getBytes(StandardCharsets.US_ASCII);

  private final UnaryOperator<String> seal;

  JsonBatonOpening(UnaryOperator<String> seal) {
    this.seal = seal;
  }

  @Override
  public @Nullable ByteBuf rewrite(ByteBuf soFar, boolean whole) throws UnfitReplyException {
    if (isClosed(soFar)) {
      return soFar.retainedDuplicate();
    }
    int seen = Math.min(soFar.readableBytes(), BYTES_MAX);
    String start = soFar.toString(soFar.readerIndex(), seen, StandardCharsets.ISO_8859_1);
    Matcher opening = OPENING.matcher(start);
    if (!opening.lookingAt()) {
      if (whole || seen == BYTES_MAX) {
        throw new UnfitReplyException("the answer does not begin with a baton");
      }
      return null;
    }
    String baton = opening.group("baton");
    String sealed = baton == null ? "null" : '"' + seal.apply(baton) + '"';
    byte[] rewritten =
        ("{\"baton\":" + sealed + ",\"base_url\":null").getBytes(StandardCharsets.US_ASCII);
    int rest = soFar.readableBytes() - opening.end();
    return soFar
        .alloc()
        .buffer(rewritten.length + rest)
        .writeBytes(rewritten)
        .writeBytes(soFar, soFar.readerIndex() + opening.end(), rest);
  }

  private static boolean isClosed(ByteBuf soFar) {
    if (soFar.readableBytes() < CLOSED.length) {
      return false;
    }
    for (int i = 0; i < CLOSED.length; i++) {
      if (soFar.getByte(soFar.readerIndex() + i) != CLOSED[i]) {
        return false;
      }
    }
    return true;
  }
}
