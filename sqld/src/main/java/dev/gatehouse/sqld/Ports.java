package dev.gatehouse.sqld;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Two loopback ports that nobody listened on a moment ago.
 *
 * @param http the port of the user API
 * @param admin the port of the admin API
 */
record Ports(int http, int admin) {
  static Ports free() throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (var http = new ServerSocket(0, 1, loopback);
        var admin = new ServerSocket(0, 1, loopback)) {
      return new Ports(http.getLocalPort(), admin.getLocalPort());
    }
  }
}
