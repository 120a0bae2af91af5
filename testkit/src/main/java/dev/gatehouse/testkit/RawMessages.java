package dev.gatehouse.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads HTTP/1.1 messages from a stream, and lets nothing about their framing pass by. */
final class RawMessages {
  private static final int LINE_BYTES_MAX = 1 << 20;

  private final InputStream in;

  RawMessages(InputStream in) {
    this.in = in;
  }

  /**
   * The next message.
   *
   * @param mayEndWithStream whether a body without a length reaches to the end of the stream
   */
  RawMessage next(boolean mayEndWithStream) throws IOException {
    String startLine = line();
    List<String> headers = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      headers.add(line);
    }
    var head = new RawMessage(startLine, List.copyOf(headers), "");
    byte[] body = body(head, mayEndWithStream);
    return new RawMessage(startLine, head.headers(), new String(body, StandardCharsets.ISO_8859_1));
  }

  private byte[] body(RawMessage head, boolean mayEndWithStream) throws IOException {
    if (head.first("transfer-encoding").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    if (!head.first("content-length").isEmpty()) {
      int length = Integer.parseInt(head.first("content-length"));
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the body ended after " + body.length + " of " + length + " bytes");
      }
      return body;
    }
    boolean isBodiless = head.startLine().matches("HTTP/1\\.1 (1\\d\\d|204|304).*");
    return mayEndWithStream && !isBodiless ? in.readAllBytes() : new byte[0];
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
      if (length == 0) {
        for (String trailer = line(); !trailer.isEmpty(); ) {
          trailer = line();
        }
        return body.toByteArray();
      }
      body.write(in.readNBytes(length));
      if (!line().isEmpty()) {
        throw new IOException("a chunk is longer than it said");
      }
    }
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the stream ended inside of a head: " + line);
      }
      if (line.size() > LINE_BYTES_MAX) {
        throw new IOException("an endless line");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
