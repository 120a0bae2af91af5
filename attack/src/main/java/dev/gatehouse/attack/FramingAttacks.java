package dev.gatehouse.attack;

import dev.gatehouse.attack.Attack.Attempt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import java.util.stream.Stream;

/** Requests that two readers could cut at different places, and doors to other protocols. */
final class FramingAttacks {
  private static final String UPGRADE =
      "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n"
          + "Connection: Upgrade, HTTP2-Settings\r\n";

  private FramingAttacks() {}

  static Stream<Attack> all() {
    return Stream.of(
        attack(
            "CL.TE",
            r ->
                start(r)
                    + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "0\r\n\r\n"
                    + smuggled(r)),
        attack(
            "TE.CL",
            r ->
                start(r)
                    + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n"
                    + "0\r\n\r\n"
                    + smuggled(r)),
        attack(
            "TE.TE",
            r ->
                start(r)
                    + "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n"
                    + smuggled(r)),
        attack(
            "TE identity, chunked",
            r -> start(r) + "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n" + smuggled(r)),
        attack(
            "TE xchunked",
            r -> start(r) + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + smuggled(r)),
        attack(
            "TE with a tab",
            r ->
                start(r)
                    + "Transfer-Encoding:\tchunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"
                    + smuggled(r)),
        attack(
            "two lengths",
            r -> start(r) + "Content-Length: 0\r\nContent-Length: 400\r\n\r\n" + smuggled(r)),
        attack("a list of lengths", r -> start(r) + "Content-Length: 0, 400\r\n\r\n" + smuggled(r)),
        attack("a negative length", r -> start(r) + "Content-Length: -1\r\n\r\n" + smuggled(r)),
        attack("a length with a plus", r -> start(r) + "Content-Length: +0\r\n\r\n" + smuggled(r)),
        attack(
            "a length over all bounds",
            r -> start(r) + "Content-Length: 99999999999999999999\r\n\r\n" + smuggled(r)),
        attack(
            "a space before the colon",
            r -> start(r) + "Content-Length : 400\r\n\r\n" + smuggled(r)),
        attack(
            "a folded line",
            r -> start(r) + "X-A: b\r\n Content-Length: 400\r\n\r\n" + smuggled(r)),
        attack("a bare LF", r -> start(r) + "X-A: b\nContent-Length: 0\r\n\r\n" + smuggled(r)),
        attack("a bare CR", r -> start(r) + "X-A: b\rContent-Length: 0\r\n\r\n" + smuggled(r)),
        attack(
            "a NUL in a header",
            r -> start(r) + "X-A: b\u0000c\r\nContent-Length: 0\r\n\r\n" + smuggled(r)),
        attack(
            "a chunk size over all bounds",
            r -> start(r) + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n" + smuggled(r)),
        attack(
            "a chunk without its end",
            r -> start(r) + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n" + smuggled(r)),
        attack(
            "HTTP/1.0",
            r -> "POST /v3/pipeline HTTP/1.0\r\n" + Wire.bearer(r.token()) + "\r\n" + smuggled(r)),
        attack(
            "no Host",
            r ->
                "POST /v3/pipeline HTTP/1.1\r\n"
                    + Wire.bearer(r.token())
                    + "Content-Length: 0\r\n\r\n"
                    + smuggled(r)),
        attack(
            "pipelined without a token",
            r ->
                Wire.request("POST /v3/pipeline", Wire.bearer(r.token()), SelectorAttacks.look())
                        .replace(Wire.CLOSE, "")
                    + smuggled(r)),
        upgrade("h2c on a pipeline", "POST /v3/pipeline"),
        upgrade("h2c on health", "GET /health"));
  }

  /** A request for the victim's data that must never be taken for one of its own. */
  private static String smuggled(Range range) {
    return "POST /v3/pipeline HTTP/1.1\r\nHost: "
        + range.victim().name()
        + ".example\r\nx-namespace-bin: "
        + Base64.getEncoder()
            .withoutPadding()
            .encodeToString(range.victim().name().getBytes(StandardCharsets.UTF_8))
        + "\r\nContent-Length: "
        + SelectorAttacks.look().length()
        + "\r\n\r\n"
        + SelectorAttacks.look();
  }

  private static String start(Range range) {
    return "POST /v3/pipeline HTTP/1.1\r\nHost: a\r\n" + Wire.bearer(range.token());
  }

  private static Attack attack(String name, Function<Range, String> request) {
    return new Attack(
        name,
        Rule.FRAMING,
        "HTTP/1.1",
        Attempt.byEveryName(range -> Answers.secretUnseen(Wire.talk(range, request.apply(range)))));
  }

  private static Attack upgrade(String name, String line) {
    return new Attack(
        name,
        Rule.FRAMING,
        "HTTP/1.1",
        range -> {
          String answer =
              Wire.talk(
                  range,
                  line
                      + " HTTP/1.1\r\nHost: a\r\n"
                      + UPGRADE
                      + Wire.bearer(range.token())
                      + "Content-Length: 0\r\n\r\nPRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
          return new Verdict(!answer.contains("101 Switching"), answer);
        });
  }
}
