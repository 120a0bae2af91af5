package dev.gatehouse.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An HTTP/1.1 message as it came over the wire.
 *
 * @param startLine the first line
 * @param headers the header lines
 * @param raw the body without the framing of chunks, one character per byte
 */
public record RawMessage(String startLine, List<String> headers, String raw) {
  /** The status in the first line. */
  public int status() {
    return Integer.parseInt(startLine.split(" ", 3)[1]);
  }

  /** The body. */
  public byte[] bytes() {
    return raw.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The body as text. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Every value of this header, in order. */
  public List<String> all(String name) {
    String prefix = name + ":";
    return headers.stream()
        .filter(line -> line.regionMatches(true, 0, prefix, 0, prefix.length()))
        .map(line -> line.substring(prefix.length()).strip())
        .toList();
  }

  /** The first value of this header, or an empty text. */
  public String first(String name) {
    return all(name).stream().findFirst().orElse("");
  }
}
