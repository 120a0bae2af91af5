package dev.gatehouse.attack;

import dev.gatehouse.attack.Attack.Attempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Naming the victim's namespace in every place where something could listen. */
final class SelectorAttacks {
  private static final String LOOK = "select a from attack";
  private static final String NOBODY = "nobody-has-this-name";

  /** A selector: what it is called and the header lines that it adds. */
  private record Selector(String name, Function<Range, String> headers) {
    /** Whether it names a namespace, which must then be the token's. */
    boolean mustAgree() {
      return name.toLowerCase(Locale.ROOT).startsWith("x-namespace");
    }

    Rule rule() {
      return mustAgree() ? Rule.SELECTORS_AGREE : Rule.ONE_SELECTOR;
    }

    /** Embedded replicas make up one selector, which is replaced; every other one is an error. */
    Verdict on(HttpCarrier carrier, Range range) throws IOException {
      String more = headers.apply(range) + "\r\n";
      String answer = Wire.talk(range, carrier.request(range.token(), LOOK, more));
      boolean replaced = carrier.isGrpc() && name.startsWith("x-namespace-bin");
      return mustAgree() && !replaced
          ? Answers.nothingServed(answer)
          : Answers.secretUnseen(answer);
    }
  }

  private static final List<Selector> SELECTORS =
      List.of(
          selector("x-namespace", r -> "x-namespace: " + r.victim().name()),
          selector("X-NAMESPACE", r -> "X-NAMESPACE: " + r.victim().name()),
          selector(
              "x-namespace, own first",
              r -> twice("x-namespace", r.attacker().name(), r.victim().name())),
          selector(
              "x-namespace, own last",
              r -> twice("x-namespace", r.victim().name(), r.attacker().name())),
          selector(
              "x-namespace, in a list",
              r -> "x-namespace: " + r.attacker().name() + ", " + r.victim().name()),
          selector("x-namespace-bin", r -> "x-namespace-bin: " + base64(r.victim().name())),
          selector("x-namespace-bin, padded", r -> "x-namespace-bin: " + padded(r.victim().name())),
          selector(
              "x-namespace-bin, own first",
              r ->
                  twice("x-namespace-bin", base64(r.attacker().name()), base64(r.victim().name()))),
          selector(
              "x-namespace-bin, own last",
              r ->
                  twice("x-namespace-bin", base64(r.victim().name()), base64(r.attacker().name()))),
          selector("x_namespace", r -> "x_namespace: " + r.victim().name()),
          selector("x-forwarded-host", r -> "x-forwarded-host: " + r.victim().name() + ".example"),
          selector("forwarded", r -> "forwarded: host=" + r.victim().name() + ".example"),
          selector(
              "x-original-url", r -> "x-original-url: /dev/" + r.victim().name() + "/v2/pipeline"),
          selector(
              "x-rewrite-url", r -> "x-rewrite-url: /dev/" + r.victim().name() + "/v2/pipeline"),
          selector("hop-by-hop listing", r -> "connection: x-namespace-bin, authorization, close"),
          selector("x-proxy-authorization", r -> "x-proxy-authorization: \"FullAccess\""),
          selector("libsql-proxied", r -> "libsql-proxied: true"),
          selector(
              "x-session-token", r -> "x-session-token: 00000000-0000-0000-0000-000000000000"));

  private SelectorAttacks() {}

  static Stream<Attack> all() {
    return Stream.of(
            SELECTORS.stream().flatMap(SelectorAttacks::onEveryCarrier),
            places(),
            onUpgrades(),
            oracles())
        .flatMap(attacks -> attacks);
  }

  private static Stream<Attack> onUpgrades() {
    return Stream.of("x-namespace", "x-namespace-bin", "x-forwarded-host", "x-proxy-authorization")
        .map(
            header ->
                new Attack(
                    header,
                    Rule.ONE_SELECTOR,
                    "WebSocket upgrade",
                    Attempt.byEveryName(
                        range -> {
                          String victim = range.victim().name();
                          String name = header.endsWith("bin") ? base64(victim) : victim;
                          return Answers.secretUnseen(
                              SocketCarrier.WEBSOCKET_EXECUTE.send(
                                  range, range.token(), LOOK, Map.of(header, name)));
                        })));
  }

  private static Stream<Attack> onEveryCarrier(Selector selector) {
    return Arrays.stream(HttpCarrier.values())
        .map(
            carrier ->
                new Attack(
                    selector.name,
                    selector.rule(),
                    carrier.name(),
                    Attempt.byEveryName(range -> selector.on(carrier, range))));
  }

  private static Stream<Attack> places() {
    return Stream.of(
        raw("victim in Host", r -> post("/v3/pipeline", r, r.victim().name() + ".example", "")),
        raw(
            "victim as user in Host",
            r -> post("/v3/pipeline", r, r.victim().name() + "@a.example", "")),
        raw(
            "two Hosts",
            r ->
                post(
                    "/v3/pipeline", r, "a.example", "Host: " + r.victim().name() + ".example\r\n")),
        raw(
            "absolute form",
            r -> post("http://" + r.victim().name() + ".example/v3/pipeline", r, "a", "")),
        raw("in the query", r -> post("/v3/pipeline?namespace=" + r.victim().name(), r, "a", "")),
        raw(
            "in a trailer",
            r ->
                "POST /v3/pipeline HTTP/1.1\r\nHost: a\r\n"
                    + Wire.bearer(r.token())
                    + "Transfer-Encoding: chunked\r\nTrailer: x-namespace-bin\r\n\r\n"
                    + Integer.toHexString(look().length())
                    + "\r\n"
                    + look()
                    + "\r\n0\r\nx-namespace-bin: "
                    + base64(r.victim().name())
                    + "\r\n\r\n"),
        raw(
            "in the body",
            r ->
                Wire.request(
                    "POST /v3/pipeline",
                    Wire.bearer(r.token()),
                    look()
                        .replace(
                            "{\"requests\"",
                            "{\"namespace\":\"" + r.victim().name() + "\",\"requests\""))));
  }

  private static Attack raw(String name, Function<Range, String> request) {
    return new Attack(
        name,
        Rule.NAMESPACE_FROM_TOKEN,
        "HTTP",
        Attempt.byEveryName(range -> Answers.secretUnseen(Wire.talk(range, request.apply(range)))));
  }

  /** Two answers by which one could tell that a name is taken. */
  private static Stream<Attack> oracles() {
    return Stream.of(
        oracle("x-namespace", (r, name) -> Wire.bearer(r.token()) + "x-namespace: " + name),
        oracle(
            "x-namespace-bin",
            (r, name) -> Wire.bearer(r.token()) + "x-namespace-bin: " + base64(name)),
        oracle("Host, no token", (_, name) -> "Host: " + name + ".example"),
        oracle("x-namespace, no token", (_, name) -> "x-namespace: " + name),
        oracle("x-namespace-bin, no token", (_, name) -> "x-namespace-bin: " + base64(name)));
  }

  private static Attack oracle(String name, BiFunction<Range, String, String> headers) {
    return new Attack(
        "does the victim exist: " + name,
        Rule.SELECTORS_AGREE,
        "HTTP",
        Attempt.byEveryName(
            range -> {
              String known = ask(range, headers, range.victim().name());
              String unknown = ask(range, headers, NOBODY);
              return new Verdict(known.equals(unknown), known);
            }));
  }

  private static String ask(Range range, BiFunction<Range, String, String> headers, String name)
      throws IOException {
    String given = headers.apply(range, name) + "\r\n";
    String host = given.startsWith("Host:") ? "" : "Host: a\r\n";
    String answer =
        Wire.talk(
            range,
            "POST /v3/pipeline HTTP/1.1\r\n"
                + host
                + Wire.CLOSE
                + given
                + "Content-Length: "
                + look().length()
                + "\r\n\r\n"
                + look());
    return answer.replaceAll("(?i)\r\n(date|x-request-id): [^\r]*", "").replace(name, "");
  }

  private static String post(String target, Range range, String host, String headers) {
    return "POST "
        + target
        + " HTTP/1.1\r\nHost: "
        + host
        + "\r\n"
        + headers
        + Wire.bearer(range.token())
        + "Content-Length: "
        + look().length()
        + "\r\n\r\n"
        + look();
  }

  static String look() {
    return new String(HttpCarrier.PIPELINE_V3.body(LOOK), StandardCharsets.UTF_8);
  }

  private static Selector selector(String name, Function<Range, String> headers) {
    return new Selector(name, headers);
  }

  private static String twice(String header, String first, String second) {
    return header + ": " + first + "\r\n" + header + ": " + second;
  }

  private static String base64(String name) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String padded(String name) {
    return Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }
}
