package dev.gatehouse.config;

import dev.gatehouse.config.value.AddressRange;
import dev.gatehouse.config.value.DomainName;
import dev.gatehouse.config.value.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where Gatehouse listens. */
public record ListenConfig(
    @Key(
            name = "public",
            doc =
                "The listener for tenants: the one to publish. `0.0.0.0` means every IPv4 address"
                    + " of the machine; port 0 means any free one.")
        HostPort open,
    @Key(
            doc =
                "The listener of the admin API. Whoever reaches it and has the admin key owns every"
                    + " database, so keep it on loopback or a private network.")
        HostPort admin,
    @Key(
            doc =
                "The listener for health, readiness and metrics. It asks for no key, so keep it"
                    + " where only your monitoring reaches it.")
        HostPort ops,
    @Key(
            doc =
                "The domain whose subdomains name namespaces, such as `db.example.com`: a request"
                    + " to `acme.db.example.com` is then answered only where its token is for"
                    + " `acme`. Without it, and for other hosts, the host names nothing; the"
                    + " namespace comes from the token in any case.")
        Optional<DomainName> baseDomain,
    @Key(
            doc =
                "How many client connections may be open at once on the public listener; more are"
                    + " turned away. Raise it for many idle WebSockets, together with the limit of"
                    + " open files of the process.",
            bounds = "1..1000000")
        int connectionsMax,
    @Key(
            doc =
                "How many of them one address may have; an IPv6 /64 counts as one address, and"
                    + " trusted proxies are not counted. Raise it where many people share one"
                    + " address.",
            bounds = "1..1000000")
        int connectionsPerAddressMax,
    @Key(
            doc =
                "`required`: each connection must begin with a PROXY protocol header, version 1 or"
                    + " 2, which says where the client is. Only where nobody but such a proxy"
                    + " reaches the listener: anybody else could write what they like.")
        ProxyProtocol proxyProtocol,
    @Key(
            doc =
                "The header in which the proxies of `listen.trustedProxies` name the client; from"
                    + " anybody else it is not believed. With `none` the client is who connects.")
        ClientAddressSource clientAddressFrom,
    @Key(
            doc =
                "The addresses of the proxies in front, such as `10.0.0.0/8`. Must be given when"
                    + " `listen.clientAddressFrom` names a header.")
        List<AddressRange> trustedProxies,
    @Key(doc = "The certificate of the public listener.") TlsConfig tls,
    @Key(doc = "Which web pages may call.") CorsConfig cors)
    implements Checked {
  public static final ListenConfig DEFAULTS =
      new ListenConfig(
          new HostPort("0.0.0.0", 8080),
          new HostPort("127.0.0.1", 9090),
          new HostPort("127.0.0.1", 9091),
          Optional.empty(),
          20_000,
          1000,
          ProxyProtocol.OFF,
          ClientAddressSource.NONE,
          List.of(),
          TlsConfig.DEFAULTS,
          CorsConfig.DEFAULTS);

  public ListenConfig {
    trustedProxies = List.copyOf(trustedProxies);
  }

  @Override
  public List<Contradiction> contradictions() {
    var found = new ArrayList<Contradiction>();
    if (admin.collidesWith(open)) {
      found.add(new Contradiction("admin", admin, "another address than listen.public"));
    }
    if (ops.collidesWith(open)) {
      found.add(new Contradiction("ops", ops, "another address than listen.public"));
    }
    if (ops.collidesWith(admin)) {
      found.add(new Contradiction("ops", ops, "another address than listen.admin"));
    }
    if (clientAddressFrom != ClientAddressSource.NONE && trustedProxies.isEmpty()) {
      found.add(
          new Contradiction(
              "trustedProxies", "none", "the proxies that listen.clientAddressFrom believes"));
    }
    return found;
  }
}
