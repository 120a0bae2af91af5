package dev.gatehouse.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Handles of streams that belong to somebody else, or to other rights. */
final class HandleAttacks {
  private static final Pattern BATON = Pattern.compile("\"baton\":\"([^\"]+)\"");
  private static final String LOOK =
      "{\"type\":\"execute\",\"stmt\":{\"sql\":\"select a from attack\"}}";
  private static final List<String> PATHS = List.of("/v2/pipeline", "/v3/pipeline", "/v3/cursor");

  private HandleAttacks() {}

  static Stream<Attack> all() {
    return Stream.concat(
        PATHS.stream()
            .flatMap(
                path ->
                    Stream.of(
                        baton("the victim's baton", path, Range::victimToken, Range::token),
                        baton(
                            "own writing baton, reading token",
                            path,
                            Range::token,
                            Range::readOnlyToken),
                        baton(
                            "own reading baton, writing token",
                            path,
                            Range::readOnlyToken,
                            Range::token),
                        forged("a forged baton", path, "AAAA".repeat(24)),
                        forged("a baton in sqld's own form", path, "AAAA".repeat(16)),
                        forged("an empty baton", path, ""))),
        Stream.of(protobuf(), clientId(), disconnect()));
  }

  /** Whose token. */
  private interface Holder {
    String token(Range range);
  }

  private static Attack baton(String name, String path, Holder owner, Holder thief) {
    return new Attack(
        name,
        Rule.SEALED_HANDLES,
        path,
        range -> {
          String stolen = open(range, owner.token(range));
          String answer = post(range, path, thief.token(range), stolen);
          return refused(answer);
        });
  }

  private static Attack forged(String name, String path, String baton) {
    return new Attack(
        name, Rule.SEALED_HANDLES, path, range -> refused(post(range, path, range.token(), baton)));
  }

  private static Verdict refused(String answer) {
    return new Verdict(Wire.status(answer) == 400 && !answer.contains(Range.SECRET), answer);
  }

  /** Opens a stream and leaves it open. */
  private static String open(Range range, String token) throws IOException {
    String answer =
        Wire.talk(
            range.url(),
            Wire.request("POST /v3/pipeline", Wire.bearer(token), "{\"requests\":[" + LOOK + "]}"));
    Matcher baton = BATON.matcher(answer);
    if (!baton.find()) {
      throw new IllegalStateException("no stream could be opened: " + answer);
    }
    return baton.group(1);
  }

  private static String post(Range range, String path, String token, String baton)
      throws IOException {
    String rest =
        path.endsWith("cursor")
            ? "\"batch\":{\"steps\":[{\"stmt\":{\"sql\":\"select a from attack\"}}]}}"
            : "\"requests\":[" + LOOK + "]}";
    return Wire.talk(
        range.url(),
        Wire.request(
            "POST " + path, Wire.bearer(token), "{\"baton\":" + Json.quote(baton) + "," + rest));
  }

  private static Attack protobuf() {
    return new Attack(
        "the victim's baton",
        Rule.SEALED_HANDLES,
        "/v3-protobuf/pipeline",
        range -> {
          byte[] body =
              Protobuf.message(
                  Protobuf.field(1, open(range, range.victimToken())),
                  HttpCarrier.PIPELINE_PROTOBUF.body("select a from attack"));
          return refused(send(range, "/v3-protobuf/pipeline", "", body));
        });
  }

  private static Attack clientId() {
    return new Attack(
        "the victim's client id",
        Rule.SEALED_HANDLES,
        HttpCarrier.GRPC_EXECUTE.name(),
        range -> {
          String id = UUID.randomUUID().toString();
          execute(range, range.victimToken(), id);
          return SelectorAttacks.unseen(execute(range, range.token(), id));
        });
  }

  private static String execute(Range range, String token, String clientId) throws IOException {
    byte[] step = Protobuf.field(2, Protobuf.field(1, "select a from attack"));
    byte[] body =
        Protobuf.message(Protobuf.field(1, clientId), Protobuf.field(2, Protobuf.field(1, step)));
    return send(
        range,
        "/proxy.Proxy/Execute",
        Wire.bearer(token) + HttpCarrier.GRPC,
        Protobuf.framed(body));
  }

  private static Attack disconnect() {
    return new Attack(
        "ending a session without a token",
        Rule.SEALED_HANDLES,
        "/proxy.Proxy/Disconnect",
        range -> {
          byte[] body = Protobuf.framed(Protobuf.field(1, UUID.randomUUID().toString()));
          String answer = send(range, "/proxy.Proxy/Disconnect", HttpCarrier.GRPC, body);
          return new Verdict(
              answer.contains("TOKEN_MISSING") || Wire.status(answer) == 401, answer);
        });
  }

  private static String send(Range range, String path, String headers, byte[] body)
      throws IOException {
    String authorization = headers.isEmpty() ? Wire.bearer(range.token()) : headers;
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: a\r\n"
            + Wire.CLOSE
            + authorization
            + "Content-Length: ";
    return Wire.talk(
        range.url(),
        Protobuf.message(
            (head + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1), body));
  }
}
