package dev.gatehouse.gateway.journey.locate;

import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.tenancy.Namespace;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Locale;
import java.util.Optional;

/** The domain whose subdomains name namespaces, where there is one. */
public final class BaseDomain {
  /** No host names anything. */
  public static final BaseDomain NONE = new BaseDomain(Optional.empty());

  private final Optional<String> suffix;

  /** The domain in small letters, such as {@code db.example.com}. */
  public BaseDomain(Optional<String> domain) {
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
