package dev.gatehouse.loadtest.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether an answer is one that its client hoped for. */
final class Judgement {
  /** This much of an answer is read. */
  static final int HEAD_BYTES = 4096;

  static final String GOOD = "";
  private static final int OK = 200;
  private static final ByteBuf ERROR = text("\"type\":\"error\"");
  private static final ByteBuf RESPONSE_ERROR = text("\"type\":\"response_error\"");
  private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Za-z_0-9]{1,64})\"");

  private Judgement() {}

  private static ByteBuf text(String text) {
    return Unpooled.unreleasableBuffer(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  /** Of an HTTP response. */
  static String of(int status, ByteBuf body) {
    if (status != OK) {
      return status + codeIn(body);
    }
    return ByteBufUtil.indexOf(ERROR, body) < 0 ? GOOD : "statement" + codeIn(body);
  }

  /** Of a message on a session. */
  static String ofMessage(ByteBuf message) {
    return ByteBufUtil.indexOf(RESPONSE_ERROR, message) < 0 ? GOOD : "statement" + codeIn(message);
  }

  private static String codeIn(ByteBuf body) {
    Matcher code = CODE.matcher(body.toString(StandardCharsets.UTF_8));
    return code.find() ? " " + code.group(1) : "";
  }
}
