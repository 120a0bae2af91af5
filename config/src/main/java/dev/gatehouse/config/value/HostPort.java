package dev.gatehouse.config.value;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen.
 *
 * @param host a name or an address; an IPv6 address without its brackets
 * @param port 0 for any free one
 */
public record HostPort(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9._-]+)):(\\d{1,5})");
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::");

  public HostPort {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("a port is 0..65535");
    }
  }

  /** Reads {@code host:port} or {@code [address]:port}. */
  public static Optional<HostPort> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(3)) > 65535) {
      return Optional.empty();
    }
    String host = form.group(1) == null ? form.group(2) : form.group(1);
    return Optional.of(new HostPort(host, Integer.parseInt(form.group(3))));
  }

  /** Whether both cannot listen at the same time. */
  public boolean collidesWith(HostPort other) {
    return port != 0
        && port == other.port
        && (host.equalsIgnoreCase(other.host)
            || EVERY_ADDRESS.contains(host)
            || EVERY_ADDRESS.contains(other.host));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
