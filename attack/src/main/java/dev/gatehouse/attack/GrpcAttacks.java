package dev.gatehouse.attack;

import dev.gatehouse.attack.Http2Wire.Header;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What is tried over gRPC-web, by the clients that speak gRPC over HTTP/2. */
final class GrpcAttacks {
  private static final String CARRIER = "gRPC over HTTP/2";
  private static final String EXECUTE = "/proxy.Proxy/Execute";
  private static final String DESCRIBE = "/proxy.Proxy/Describe";
  private static final String OVER_LIMIT = "OVER_LIMIT";
  private static final String LOOK = "select a from attack";
  private static final String MARK = "written-over-grpc-by-a-reader";
  private static final List<String> FORBIDDEN =
      List.of(
          "select readfile('/etc/hostname')",
          "select \"ReadFile\"('/etc/hostname')",
          "select writefile('/tmp/x', 'y')",
          "select * from fsdir('/')",
          "select load_extension('/tmp/x.so')",
          "attach '/tmp/x.db' as x",
          "explain pragma temp_store_directory='/tmp'");

  private GrpcAttacks() {}

  static Stream<Attack> all() {
    Stream<Attack> guarded = FORBIDDEN.stream().flatMap(sql -> Stream.of(run(sql), described(sql)));
    Stream<Attack> others =
        Stream.of(
            reader(),
            clientId(),
            anonymous(),
            forged(),
            compressed(),
            replicated("Hello"),
            replicated("BatchLogEntries"),
            replicated("Snapshot"),
            unknown("/proxy.Proxy/StreamExec"),
            unknown("/admin_shell.AdminShellService/Shell"));
    return Stream.concat(guarded, others);
  }

  private static Attack attack(String name, Rule rule, Attack.Attempt attempt) {
    return new Attack(name, rule, CARRIER, attempt);
  }

  private static Attack run(String sql) {
    return attack(
        "run: " + sql,
        Rule.SQL_GUARD,
        range -> refused("SQL_FORBIDDEN", execute(range, range.token(), newId(), sql)));
  }

  private static Attack described(String sql) {
    return attack(
        "describe: " + sql,
        Rule.SQL_GUARD,
        range ->
            refused(
                "SQL_FORBIDDEN",
                call(
                    range,
                    DESCRIBE,
                    bearer(range.token()),
                    Protobuf.message(Protobuf.field(1, newId()), Protobuf.field(2, sql)))));
  }

  private static Attack reader() {
    return attack(
        "writing with a reader's token",
        Rule.SECOND_LOCK,
        range -> {
          String insert = "insert into attack values ('" + MARK + "')";
          String answer = execute(range, range.readOnlyToken(), newId(), insert);
          String seen = execute(range, range.token(), newId(), LOOK);
          return new Verdict(seen.contains(Range.OWN) && !seen.contains(MARK), answer);
        });
  }

  private static Attack clientId() {
    return attack(
        "the victim's client id",
        Rule.SEALED_HANDLES,
        range -> {
          String id = newId();
          execute(range, range.victimToken(), id, LOOK);
          String answer = execute(range, range.token(), id, LOOK);
          return new Verdict(answer.contains(Range.OWN) && !answer.contains(Range.SECRET), answer);
        });
  }

  private static Attack anonymous() {
    return attack(
        "no token",
        Rule.STRICT_CLAIMS,
        range -> refused("TOKEN_MISSING", call(range, EXECUTE, List.of(), query(newId(), LOOK))));
  }

  private static Attack forged() {
    return attack(
        "a signature that is none",
        Rule.STRICT_CLAIMS,
        range -> {
          String token = range.token().substring(0, range.token().lastIndexOf('.') + 1);
          return refused("TOKEN_INVALID", execute(range, token + "AAAA", newId(), LOOK));
        });
  }

  private static Attack compressed() {
    return attack(
        "a message that the guard cannot read",
        Rule.SQL_GUARD,
        range -> {
          byte[] message = Protobuf.framed(query(newId(), "select readfile('/etc/hostname')"));
          message[0] = 1;
          return refused("BODY_MALFORMED", send(range, EXECUTE, bearer(range.token()), message));
        });
  }

  /** The attacker's own token beside a namespace that nobody but the token may name. */
  private static Attack replicated(String method) {
    return attack(
        "replicate by " + method + " what another token names",
        Rule.ONE_SELECTOR,
        range -> {
          List<Header> metadata = new ArrayList<>(bearer(range.token()));
          metadata.add(new Header("x-authorization", "Bearer " + range.victimToken()));
          String answer =
              call(range, "/wal_log.ReplicationLog/" + method, metadata, Protobuf.number(1, 1));
          return new Verdict(!answer.contains(Range.SECRET), answer);
        });
  }

  private static Attack unknown(String path) {
    return attack(
        path,
        Rule.ROUTES,
        range ->
            refused("NOT_FOUND", call(range, path, bearer(range.token()), query(newId(), LOOK))));
  }

  private static Verdict refused(String code, String answer) {
    return new Verdict(answer.contains(code), answer);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static List<Header> bearer(String token) {
    return List.of(new Header("authorization", "Bearer " + token));
  }

  private static byte[] query(String clientId, String sql) {
    byte[] query = Protobuf.message(Protobuf.field(1, sql), Protobuf.field(2, new byte[0]));
    return Protobuf.message(
        Protobuf.field(1, clientId),
        Protobuf.field(2, Protobuf.field(1, Protobuf.field(2, query))));
  }

  private static String execute(Range range, String token, String clientId, String sql)
      throws IOException {
    return call(range, EXECUTE, bearer(token), query(clientId, sql));
  }

  private static String call(Range range, String path, List<Header> metadata, byte[] message)
      throws IOException {
    return send(range, path, metadata, Protobuf.framed(message));
  }

  private static String send(Range range, String path, List<Header> metadata, byte[] body)
      throws IOException {
    List<Header> headers =
        new ArrayList<>(
            List.of(
                new Header(":method", "POST"),
                new Header(":scheme", range.url().getScheme()),
                new Header(":authority", "gatehouse"),
                new Header(":path", path),
                new Header("content-type", "application/grpc"),
                new Header("te", "trailers")));
    headers.addAll(metadata);
    String answer = Http2Wire.post(range, headers, body);
    for (int tries = 1; answer.contains(OVER_LIMIT) && tries < Wire.TRIES_MAX; tries++) {
      Wire.pause(1);
      answer = Http2Wire.post(range, headers, body);
    }
    return answer;
  }
}
