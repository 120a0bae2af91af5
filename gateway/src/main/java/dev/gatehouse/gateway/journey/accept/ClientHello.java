package dev.gatehouse.gateway.journey.accept;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The first message of a TLS client, as far as it says which protocols the client speaks. */
final class ClientHello {
  private static final int VERSION_AND_RANDOM = 34;
  private static final int ALPN = 16;

  private ClientHello() {}

  /**
   * Whether the client offers a protocol.
   *
   * @param hello the message without its header; its reader index stays where it is
   */
  static boolean offers(ByteBuf hello, String protocol) {
    try {
      return offersInside(hello.duplicate(), protocol);
    } catch (IndexOutOfBoundsException e) {
      return false;
    }
  }

  private static boolean offersInside(ByteBuf in, String protocol) {
    in.skipBytes(VERSION_AND_RANDOM);
    in.skipBytes(in.readUnsignedByte());
    in.skipBytes(in.readUnsignedShort());
    in.skipBytes(in.readUnsignedByte());
    ByteBuf extensions = in.readSlice(in.readUnsignedShort());
    while (extensions.isReadable()) {
      int type = extensions.readUnsignedShort();
      ByteBuf extension = extensions.readSlice(extensions.readUnsignedShort());
      if (type == ALPN) {
        return names(extension.readSlice(extension.readUnsignedShort()), protocol);
      }
    }
    return false;
  }

  private static boolean names(ByteBuf list, String protocol) {
    while (list.isReadable()) {
      int length = list.readUnsignedByte();
      if (list.readCharSequence(length, StandardCharsets.US_ASCII).toString().equals(protocol)) {
        return true;
      }
    }
    return false;
  }
}
