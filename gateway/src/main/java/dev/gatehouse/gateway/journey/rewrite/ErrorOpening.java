package dev.gatehouse.gateway.journey.rewrite;

import dev.gatehouse.tenancy.TenantRecord;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of an error: its shape stays, what only the inside knows does not. */
final class ErrorOpening implements ReplyOpening {
  private static final int BYTES_MAX = 64 << 10;
  private static final Pattern PATH = Pattern.compile("(?:[\\w.~-]*/)+dbs(?:/[\\w.~-]+)*");

  private final TenantRecord tenant;

  ErrorOpening(TenantRecord tenant) {
    this.tenant = tenant;
  }

  @Override
  public @Nullable ByteBuf rewrite(ByteBuf soFar, boolean whole) throws UnfitReplyException {
    if (!whole) {
      if (soFar.readableBytes() > BYTES_MAX) {
        throw new UnfitReplyException("an error of more than " + BYTES_MAX + " bytes");
      }
      return null;
    }
    String clean = cleaned(soFar.toString(StandardCharsets.UTF_8), tenant);
    return ByteBufUtil.writeUtf8(soFar.alloc(), clean);
  }

  /** The text without what only the inside knows. */
  static String cleaned(String text, TenantRecord tenant) {
    return PATH.matcher(text)
        .replaceAll("the database")
        .replace(tenant.id().value(), tenant.namespace().name());
  }
}
