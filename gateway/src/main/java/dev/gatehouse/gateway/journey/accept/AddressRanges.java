package dev.gatehouse.gateway.journey.accept;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Some ranges of addresses, such as those of the proxies that are trusted. */
public final class AddressRanges {
  /** No address at all. */
  public static final AddressRanges NONE = new AddressRanges(List.of());

  private final List<IpSubnetFilterRule> ranges;

  /** Reads ranges such as {@code 10.0.0.0/8}; an address alone is a range of one. */
  public AddressRanges(List<String> ranges) {
    this.ranges = ranges.stream().map(AddressRanges::read).toList();
  }

  private static IpSubnetFilterRule read(String range) {
    String whole =
        range.indexOf('/') >= 0 ? range : range + (range.indexOf(':') >= 0 ? "/128" : "/32");
    return new IpSubnetFilterRule(whole, IpFilterRuleType.ACCEPT);
  }

  /** Whether one of the ranges has the address. */
  public boolean contain(InetAddress address) {
    if (ranges.isEmpty()) {
      return false;
    }
    var socket = new InetSocketAddress(address, 0);
    return ranges.stream().anyMatch(range -> range.matches(socket));
  }
}
