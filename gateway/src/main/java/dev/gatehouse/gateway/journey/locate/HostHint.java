package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.tenancy.Namespace;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Locale;
import java.util.Optional;

/** What the host of a request says about its namespace, below the domain that names them. */
public final class HostHint {
  private final Optional<String> suffix;

  /** Hosts below this domain, in small letters, name namespaces; without one, none does. */
  public HostHint(Optional<String> domain) {
    this.suffix = domain.map(name -> "." + name);
  }

  /** Where the host names another namespace than the token's. */
  Optional<String> contradiction(RequestHead head, Namespace namespace) {
    if (suffix.isEmpty()) {
      return Optional.empty();
    }
    for (String host : head.headers().getAll(HttpHeaderNames.HOST)) {
      String name = nameOf(host);
      if (name.endsWith(suffix.get()) && !name.equals(namespace.name() + suffix.get())) {
        return Optional.of(HttpHeaderNames.HOST.toString());
      }
    }
    return Optional.empty();
  }

  /** The host in small letters, without its port and the dot that may end it. */
  private static String nameOf(String host) {
    int colon = host.indexOf(':');
    String name = (colon < 0 ? host : host.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
