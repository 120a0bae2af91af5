package dev.gatehouse.attack;

import dev.gatehouse.attack.Attack.Attempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Taking the victim's pages by the replication protocol, which checks no namespace. */
final class ReplicationAttacks {
  private static final String SERVICE = "/wal_log.ReplicationLog/";
  private static final List<String> METHODS =
      List.of("Hello", "BatchLogEntries", "LogEntries", "Snapshot");

  /** Field 4 of the answer to a hello; sqld gives every namespace the same one. */
  private static final Pattern SESSION = Pattern.compile("\"\\$([0-9a-f-]{36})");

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
        SERVICE + method,
        Attempt.byEveryName(
            range -> {
              String selector = header + ": " + named(header, range.victim().name()) + "\r\n";
              return "Hello".equals(method)
                  ? greeted(range, selector)
                  : taken(range, method, selector);
            }));
  }

  /** A hello tells whose log it is: the victim's has another name than one's own. */
  private static Verdict greeted(Range range, String selector) throws IOException {
    String victims = logOf(call(range, range.victimToken(), "Hello", ""));
    String answer = call(range, range.token(), "Hello", selector);
    return new Verdict(victims.isEmpty() || !answer.contains(victims), answer);
  }

  private static Verdict taken(Range range, String method, String selector) throws IOException {
    Matcher session = SESSION.matcher(call(range, range.token(), "Hello", ""));
    String known = session.find() ? "x-session-token: " + session.group(1) + "\r\n" : "";
    return Answers.secretUnseen(call(range, range.token(), method, selector + known));
  }

  /** Field 3 of the answer to a hello. */
  private static String logOf(String hello) {
    int at = hello.indexOf("\u001a$");
    return at < 0 || at + 38 > hello.length() ? "" : hello.substring(at + 2, at + 38);
  }

  private static String named(String header, String name) {
    return header.equals("x-namespace")
        ? name
        : Base64.getEncoder()
            .withoutPadding()
            .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String call(Range range, String token, String method, String headers)
      throws IOException {
    byte[] body = Protobuf.framed(Protobuf.number(1, 1));
    return Wire.talk(
        range, Wire.post(SERVICE + method, Wire.bearer(token) + HttpCarrier.GRPC + headers, body));
  }
}
