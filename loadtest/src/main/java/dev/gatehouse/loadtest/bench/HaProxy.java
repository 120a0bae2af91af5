package dev.gatehouse.loadtest.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An HAProxy that does what a gateway must at the least: it checks the token's signature, issuer
 * and time, makes the namespace of its claim the host, and keeps a rate per namespace.
 *
 * @param rs256 where it takes tokens signed with RSA
 * @param hs256 where it takes tokens signed with a shared secret
 * @param child its process
 */
record HaProxy(URI rs256, URI hs256, Child child) {
  private static final String GLOBAL =
      """
      global
        maxconn 4096
        nbthread ${processors}
      defaults
        mode http
        timeout connect 5s
        timeout client 60s
        timeout server 60s
        timeout http-keep-alive 60s
        option http-keep-alive
      backend limits
        stick-table type string len 64 size 100k expire 60s store http_req_rate(1s)
      backend upstream
        http-reuse always
        server nginx ${nginx}
      """;

  private static final String FRONTEND =
      """
      frontend ${algorithm}
        bind 127.0.0.1:${port}
        http-request set-var(txn.bearer) http_auth_bearer
        http-request set-var(txn.alg) var(txn.bearer),jwt_header_query('$.alg')
        http-request deny deny_status 401 unless { var(txn.alg) -m str ${algorithm} }
        http-request set-var(txn.good) var(txn.bearer),jwt_verify(txn.alg,"${key}")
        http-request deny deny_status 401 unless { var(txn.good) -m int 1 }
        http-request set-var(txn.iss) var(txn.bearer),jwt_payload_query('$.iss')
        http-request deny deny_status 401 unless { var(txn.iss) -m str ${issuer} }
        http-request set-var(txn.exp) var(txn.bearer),jwt_payload_query('$.exp','int')
        http-request set-var(txn.now) date()
        http-request deny deny_status 401 if { var(txn.exp),sub(txn.now) -m int lt 0 }
        http-request set-var(txn.ns) var(txn.bearer),jwt_payload_query('$.namespace')
        http-request deny deny_status 403 unless { var(txn.ns) -m found }
        http-request track-sc0 var(txn.ns) table limits
        http-request deny deny_status 429 if { sc_http_req_rate(0,limits) gt 1000000 }
        http-request set-header Host %[var(txn.ns)].db.internal
        http-request set-header x-namespace %[var(txn.ns)]
        http-request del-header authorization
        default_backend upstream
      """;

  static HaProxy start(WorkFolder work, Tokens tokens, FixedUpstream upstream)
      throws IOException, InterruptedException {
    int rs256 = WorkFolder.freePort();
    int hs256 = WorkFolder.freePort();
    String configuration =
        Template.fill(
                GLOBAL,
                Map.of(
                    "processors",
                    Runtime.getRuntime().availableProcessors(),
                    "nginx",
                    upstream.url().getAuthority()))
            + frontend("RS256", rs256, tokens.rsaPublicFile().toString(), Tokens.RS256)
            + frontend("HS256", hs256, tokens.hmacSecret(), Tokens.HS256);
    Path file = work.write("haproxy.cfg", configuration);
    Child child =
        work.start(
            "haproxy",
            Map.of(),
            List.of(Program.HAPROXY.path(), "-db", "-q", "-f", file.toString()));
    work.await(child, () -> listens(rs256) && listens(hs256));
    return new HaProxy(url(rs256), url(hs256), child);
  }

  private static String frontend(String algorithm, int port, String key, String issuer) {
    return Template.fill(
        FRONTEND, Map.of("algorithm", algorithm, "port", port, "key", key, "issuer", issuer));
  }

  private static boolean listens(int port) {
    try (var _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port + Workload.PATH);
  }
}
