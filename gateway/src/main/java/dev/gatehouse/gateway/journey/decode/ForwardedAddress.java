package dev.gatehouse.gateway.journey.decode;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.journey.accept.AddressRanges;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a client is, as a trusted proxy in front of Gatehouse tells. */
public final class ForwardedAddress {
  private final Source source;
  private final AddressRanges trusted;

  /** The header that proxies write. */
  public enum Source {
    NONE(""),
    X_FORWARDED_FOR("x-forwarded-for"),
    FLY_CLIENT_IP("fly-client-ip");

    private final AsciiString header;

    Source(String header) {
      this.header = AsciiString.cached(header);
    }
  }

  public ForwardedAddress(Source source, AddressRanges trusted) {
    this.source = source;
    this.trusted = trusted;
  }

  /** The client of a request that came from this peer. */
  ClientAddress clientOf(ClientAddress peer, HttpHeaders headers) {
    return source == Source.NONE || !trusted.contain(peer.address())
        ? peer
        : named(peer, headers.getAll(source.header));
  }

  /** Each proxy adds its peer at the end: the last address that is no proxy's is the client's. */
  private ClientAddress named(ClientAddress peer, List<String> values) {
    ClientAddress client = peer;
    for (int i = values.size() - 1; i >= 0; i--) {
      String[] hops = values.get(i).split(",", -1);
      for (int j = hops.length - 1; j >= 0; j--) {
        InetAddress hop = parse(hops[j].strip());
        if (hop == null) {
          return client;
        }
        client = new ClientAddress(hop);
        if (!trusted.contain(hop)) {
          return client;
        }
      }
    }
    return client;
  }

  private static @Nullable InetAddress parse(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(withoutPort(text));
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static String withoutPort(String text) {
    int colon = text.indexOf(':');
    if (text.startsWith("[")) {
      return text.substring(1, Math.max(1, text.indexOf(']')));
    }
    return colon > 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
  }
}
