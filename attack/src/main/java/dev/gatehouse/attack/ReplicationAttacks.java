package dev.gatehouse.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Taking the victim's pages by the replication protocol, which checks no namespace. */
final class ReplicationAttacks {
  private static final List<String> METHODS =
      List.of("Hello", "BatchLogEntries", "LogEntries", "Snapshot");

  private ReplicationAttacks() {}

  static Stream<Attack> all() {
    return METHODS.stream()
        .flatMap(
            method ->
                Stream.of("x-namespace-bin", "X-Namespace-Bin", "x-namespace")
                    .map(header -> attack(method, header)));
  }

  private static Attack attack(String method, String header) {
    return new Attack(
        "replicate the victim by " + header,
        Rule.ONE_SELECTOR,
        "/wal_log.ReplicationLog/" + method,
        range -> SelectorAttacks.unseen(call(range, method, header)));
  }

  private static String call(Range range, String method, String header) throws IOException {
    byte[] body = Protobuf.framed(Protobuf.number(1, 1));
    String name =
        header.endsWith("bin") || header.endsWith("Bin")
            ? Base64.getEncoder()
                .withoutPadding()
                .encodeToString(range.victim().getBytes(StandardCharsets.UTF_8))
            : range.victim();
    String head =
        "POST /wal_log.ReplicationLog/"
            + method
            + " HTTP/1.1\r\nHost: a\r\n"
            + Wire.CLOSE
            + Wire.bearer(range.token())
            + HttpCarrier.GRPC
            + header
            + ": "
            + name
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    return Wire.talk(
        range.url(), Protobuf.message(head.getBytes(StandardCharsets.ISO_8859_1), body));
  }
}
