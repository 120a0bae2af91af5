package dev.gatehouse.attack;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Naming the victim's namespace in every place where something could listen. */
final class SelectorAttacks {
  private static final String LOOK = "select a from attack";

  /** A selector: what it is called and the header lines that it adds. */
  private record Selector(String name, Function<Range, String> headers) {
    Rule rule() {
      return name.startsWith("x-namespace") || name.startsWith("X-NAMESPACE")
          ? Rule.SELECTORS_AGREE
          : Rule.ONE_SELECTOR;
    }
  }

  private static final List<Selector> SELECTORS =
      List.of(
          selector("x-namespace", r -> "x-namespace: " + r.victim()),
          selector("X-NAMESPACE", r -> "X-NAMESPACE: " + r.victim()),
          selector("x-namespace, own first", r -> twice("x-namespace", r.attacker(), r.victim())),
          selector("x-namespace, own last", r -> twice("x-namespace", r.victim(), r.attacker())),
          selector(
              "x-namespace, in a list", r -> "x-namespace: " + r.attacker() + ", " + r.victim()),
          selector("x-namespace-bin", r -> "x-namespace-bin: " + base64(r.victim())),
          selector("x-namespace-bin, padded", r -> "x-namespace-bin: " + padded(r.victim())),
          selector(
              "x-namespace-bin, own first",
              r -> twice("x-namespace-bin", base64(r.attacker()), base64(r.victim()))),
          selector(
              "x-namespace-bin, own last",
              r -> twice("x-namespace-bin", base64(r.victim()), base64(r.attacker()))),
          selector("x_namespace", r -> "x_namespace: " + r.victim()),
          selector("x-forwarded-host", r -> "x-forwarded-host: " + r.victim() + ".example"),
          selector("forwarded", r -> "forwarded: host=" + r.victim() + ".example"),
          selector("x-original-url", r -> "x-original-url: /dev/" + r.victim() + "/v2/pipeline"),
          selector("x-rewrite-url", r -> "x-rewrite-url: /dev/" + r.victim() + "/v2/pipeline"),
          selector("hop-by-hop listing", r -> "connection: x-namespace-bin, authorization, close"),
          selector("x-proxy-authorization", r -> "x-proxy-authorization: \"FullAccess\""),
          selector("libsql-proxied", r -> "libsql-proxied: true"),
          selector(
              "x-session-token", r -> "x-session-token: 00000000-0000-0000-0000-000000000000"));

  private SelectorAttacks() {}

  static Stream<Attack> all() {
    return Stream.of(
            SELECTORS.stream().flatMap(SelectorAttacks::onEveryCarrier), places(), onUpgrades())
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
                    range -> {
                      String name =
                          header.endsWith("bin") ? base64(range.victim()) : range.victim();
                      return unseen(
                          SocketCarrier.WEBSOCKET_EXECUTE.send(
                              range, range.token(), LOOK, Map.of(header, name)));
                    }));
  }

  private static Stream<Attack> onEveryCarrier(Selector selector) {
    return Arrays.stream(HttpCarrier.values())
        .map(
            carrier ->
                new Attack(
                    selector.name,
                    selector.rule(),
                    carrier.name(),
                    range -> unseen(post(range, carrier, selector.headers.apply(range) + "\r\n"))));
  }

  private static Stream<Attack> places() {
    return Stream.of(
        raw("victim in Host", r -> post("/v3/pipeline", r, r.victim() + ".example", "")),
        raw("victim as user in Host", r -> post("/v3/pipeline", r, r.victim() + "@a.example", "")),
        raw(
            "two Hosts",
            r -> post("/v3/pipeline", r, "a.example", "Host: " + r.victim() + ".example\r\n")),
        raw(
            "absolute form",
            r -> post("http://" + r.victim() + ".example/v3/pipeline", r, "a", "")),
        raw("in the query", r -> post("/v3/pipeline?namespace=" + r.victim(), r, "a", "")),
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
                    + base64(r.victim())
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
                            "{\"namespace\":\"" + r.victim() + "\",\"requests\""))));
  }

  private static Attack raw(String name, Function<Range, String> request) {
    return new Attack(
        name,
        Rule.NAMESPACE_FROM_TOKEN,
        "HTTP",
        range -> unseen(Wire.talk(range.url(), request.apply(range))));
  }

  static Verdict unseen(String answer) {
    return new Verdict(!answer.contains(Range.SECRET), answer);
  }

  private static String post(Range range, HttpCarrier carrier, String headers)
      throws java.io.IOException {
    byte[] body = carrier.body(LOOK);
    String head =
        "POST "
            + carrier.path()
            + " HTTP/1.1\r\nHost: a\r\n"
            + Wire.CLOSE
            + Wire.bearer(range.token());
    head += carrier.headers() + headers + "Content-Length: " + body.length + "\r\n\r\n";
    return Wire.talk(
        range.url(), Protobuf.message(head.getBytes(StandardCharsets.ISO_8859_1), body));
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
