package dev.gatehouse.gateway.exchange;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** Where a client is: what limits count, and what logs say. */
public final class ClientAddress {
  private static final long IPV4 = 0xffffL << 32;

  private final InetAddress address;
  private final String text;
  private final long network;

  public ClientAddress(InetAddress address) {
    this.address = address;
    this.text = address.getHostAddress();
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    this.network =
        address instanceof Inet4Address ? IPV4 | (bytes.getInt() & 0xffffffffL) : bytes.getLong();
  }

  /** The client at the other end of a socket. */
  public static ClientAddress of(SocketAddress remote) {
    return new ClientAddress(
        remote instanceof InetSocketAddress inet && inet.getAddress() != null
            ? inet.getAddress()
            : InetAddress.getLoopbackAddress());
  }

  public InetAddress address() {
    return address;
  }

  /** What one customer of a provider has: an IPv4 address, or the first half of an IPv6 one. */
  public long network() {
    return network;
  }

  @Override
  public String toString() {
    return text;
  }
}
