package dev.gatehouse.attack;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One request in frames of HTTP/2, with prior knowledge or over TLS, in their plainest form. */
final class Http2Wire {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int ANSWER_BYTES_MAX = 1 << 20;
  private static final int FRAME_HEAD_BYTES = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int GO_AWAY = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  private Http2Wire() {}

  /**
   * A header.
   *
   * @param name in lower case
   * @param value as it is sent
   */
  record Header(String name, String value) {}

  /** Posts the body, and returns all bytes of the answer's heads and body, one character each. */
  static String post(Range range, List<Header> headers, byte[] body) throws IOException {
    try (Socket socket = Wire.connect(range, "h2")) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket
          .getOutputStream()
          .write(
              Protobuf.message(
                  PREFACE.getBytes(StandardCharsets.US_ASCII),
                  frame(SETTINGS, 0, 0, new byte[0]),
                  frame(HEADERS, END_HEADERS, 1, block(headers)),
                  frame(DATA, END_STREAM, 1, body)));
      return read(new DataInputStream(socket.getInputStream()));
    }
  }

  private static String read(DataInputStream in) throws IOException {
    var answer = new ByteArrayOutputStream();
    boolean begun = false;
    boolean over = false;
    while (!over && answer.size() < ANSWER_BYTES_MAX) {
      ByteBuffer head = ByteBuffer.wrap(in.readNBytes(FRAME_HEAD_BYTES));
      if (head.remaining() < FRAME_HEAD_BYTES) {
        break;
      }
      int length = head.getInt(0) >>> Byte.SIZE;
      int type = head.get(3);
      if (!begun && type != SETTINGS) {
        throw new IOException("nobody speaks HTTP/2 here");
      }
      begun = true;
      byte[] payload = in.readNBytes(length);
      if (type == HEADERS || type == DATA) {
        answer.writeBytes(payload);
        over = (head.get(4) & END_STREAM) != 0;
      } else {
        over = type == RST_STREAM || type == GO_AWAY;
      }
    }
    if (!begun) {
      throw new EOFException("nobody speaks HTTP/2 here");
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(FRAME_HEAD_BYTES + payload.length)
        .putInt(payload.length << Byte.SIZE | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** Headers as HPACK has them when nothing is indexed and nothing compressed. */
  private static byte[] block(List<Header> headers) {
    var block = new ByteArrayOutputStream();
    for (Header header : headers) {
      block.write(0);
      text(block, header.name());
      text(block, header.value());
    }
    return block.toByteArray();
  }

  private static void text(ByteArrayOutputStream to, String text) {
    int inPrefix = 0x7f;
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length < inPrefix) {
      to.write(bytes.length);
    } else {
      to.write(inPrefix);
      int rest = bytes.length - inPrefix;
      while (rest >= 0x80) {
        to.write((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      to.write(rest);
    }
    to.writeBytes(bytes);
  }
}
