package dev.gatehouse.attack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Protobuf fields, for messages that are written by hand. */
final class Protobuf {
  private Protobuf() {}

  /** Fields one after the other. */
  static byte[] message(byte[]... fields) {
    var message = new ByteArrayOutputStream();
    for (byte[] field : fields) {
      message.writeBytes(field);
    }
    return message.toByteArray();
  }

  static byte[] field(int number, byte[] value) {
    var field = new ByteArrayOutputStream();
    varint(field, number << 3 | 2);
    varint(field, value.length);
    field.writeBytes(value);
    return field.toByteArray();
  }

  static byte[] field(int number, String value) {
    return field(number, value.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The message of {@code /proxy.Proxy/Execute}: one text without parameters, which sqld demands.
   */
  static byte[] execute(String clientId, String sql) {
    byte[] query = message(field(1, sql), field(2, new byte[0]));
    return message(field(1, clientId), field(2, field(1, field(2, query))));
  }

  static byte[] number(int number, int value) {
    var field = new ByteArrayOutputStream();
    varint(field, number << 3);
    varint(field, value);
    return field.toByteArray();
  }

  /** The message in a gRPC frame. */
  static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  private static void varint(ByteArrayOutputStream to, int value) {
    int rest = value;
    while (rest >= 0x80) {
      to.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    to.write(rest);
  }
}
