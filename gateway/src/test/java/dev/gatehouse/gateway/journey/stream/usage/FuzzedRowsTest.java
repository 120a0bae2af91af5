package dev.gatehouse.gateway.journey.stream.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.testkit.Fuzz;
import dev.gatehouse.testkit.Inputs;
import dev.gatehouse.testkit.Seed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever a tenant stores, it cannot change what is counted. */
class FuzzedRowsTest {
  private static final String[] PIECES = {
    "\"",
    "\\",
    "\\\\\"",
    ":",
    ",",
    "{",
    "}",
    "[",
    "]",
    "rows_read",
    "rows_written",
    "code",
    "type",
    "\"rows_read\":99",
    "\",\"rows_written\":77",
    "BLOCKED",
    "sequence",
    "é",
    "😀",
    "\n",
    " ",
    "0",
    "5",
    "u0022",
    "/",
    "x".repeat(20)
  };

  private final RandomGenerator random = Seed.random("usage");

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private String text() {
    var text = new StringBuilder();
    for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return quoted(text.toString());
  }

  @Test
  @Fuzz
  void neverCount() {
    for (int i = Inputs.count() / 20; i > 0; i--) {
      var json = new StringBuilder("{\"baton\":null,\"results\":[");
      long read = 0;
      long written = 0;
      for (int results = 1 + random.nextInt(3); results > 0; results--) {
        int reads = random.nextInt(1, 1000);
        int writes = random.nextInt(1000);
        read += reads;
        written += writes;
        json.append("{\"type\":\"ok\",\"response\":{\"type\":\"execute\",\"result\":{\"cols\":[")
            .append("{\"name\":%s,\"decltype\":%s}],\"rows\":[".formatted(text(), text()))
            .append("[{\"type\":\"text\",\"value\":%s},%s]],".formatted(text(), text()))
            .append("\"rows_read\":%d,\"rows_written\":%d}}},".formatted(reads, writes));
      }
      byte[] bytes = json.append("null]}").toString().getBytes(StandardCharsets.UTF_8);
      var figures = new Figures();
      var scan = new JsonScan(figures);
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
        ByteBuf part = Unpooled.wrappedBuffer(bytes, at, length);
        scan.scan(part);
        at += length;
      }
      scan.endMessage();
      assertEquals(read, figures.rowsRead(), json::toString);
      assertEquals(written, figures.rowsWritten(), json::toString);
      assertEquals(0, figures.blockedStatements(), json::toString);
    }
  }
}
