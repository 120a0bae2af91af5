package dev.gatehouse.gateway.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

  private static long networkOf(String address) {
    return new ClientAddress(InetAddress.ofLiteral(address)).network();
  }

  @Test
  void countsAnIpv4AddressByItself() {
    assertEquals(networkOf("192.0.2.1"), networkOf("::ffff:192.0.2.1"));
    assertNotEquals(networkOf("192.0.2.1"), networkOf("192.0.2.2"));
    assertNotEquals(networkOf("192.0.2.1"), networkOf("::"));
  }

  @Test
  void countsAWholeIpv6NetworkAsOne() {
    assertEquals(networkOf("2001:db8:0:1::9"), networkOf("2001:DB8:0:1:8:8:8:8"));
    assertNotEquals(networkOf("2001:db8:0:1::9"), networkOf("2001:db8:0:2::9"));
  }
}
