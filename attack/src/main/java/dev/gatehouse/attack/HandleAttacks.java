package dev.gatehouse.attack;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Handles of streams that belong to somebody else, or to other rights. */
final class HandleAttacks {
  private static final String LOOK = "select a from attack";
  private static final String EXECUTE = "/proxy.Proxy/Execute";
  private static final String DISCONNECT = "/proxy.Proxy/Disconnect";
  private static final List<String> PATHS = List.of("/v2/pipeline", "/v3/pipeline", "/v3/cursor");

  private HandleAttacks() {}

  static Stream<Attack> all() {
    return Stream.concat(
        PATHS.stream()
            .flatMap(
                path ->
                    Stream.of(
                        stolen("the victim's baton", path, Range::victimToken, Range::token),
                        stolen(
                            "own writing baton, reading token",
                            path,
                            Range::token,
                            Range::readOnlyToken),
                        stolen(
                            "own reading baton, writing token",
                            path,
                            Range::readOnlyToken,
                            Range::token),
                        used("a baton that was used before", path),
                        forged("a forged baton", path, "AAAA".repeat(24)),
                        forged("a baton in sqld's own form", path, "AAAA".repeat(16)),
                        forged("an empty baton", path, ""))),
        Stream.of(
            protobuf(),
            clientId(),
            disconnect("ending a session without a token", _ -> ""),
            disconnect("ending the victim's session", range -> Wire.bearer(range.token()))));
  }

  /** Whose token. */
  private interface Holder {
    String token(Range range);
  }

  private static Attack stolen(String name, String path, Holder owner, Holder thief) {
    return new Attack(
        name,
        Rule.SEALED_HANDLES,
        path,
        range -> {
          OpenStream stream = OpenStream.of(range, owner.token(range));
          String answer = stream.use(range, path, thief.token(range));
          stream.end(range, owner.token(range));
          return Answers.nothingServed(answer);
        });
  }

  private static Attack used(String name, String path) {
    return new Attack(
        name,
        Rule.SEALED_HANDLES,
        path,
        range -> {
          OpenStream stream = OpenStream.of(range, range.token());
          stream.end(range, range.token());
          return Answers.nothingServed(stream.use(range, path, range.token()));
        });
  }

  private static Attack forged(String name, String path, String baton) {
    return new Attack(
        name,
        Rule.SEALED_HANDLES,
        path,
        range -> Answers.nothingServed(new OpenStream(baton).use(range, path, range.token())));
  }

  private static Attack protobuf() {
    return new Attack(
        "the victim's baton",
        Rule.SEALED_HANDLES,
        "/v3-protobuf/pipeline",
        range -> {
          OpenStream stream = OpenStream.of(range, range.victimToken());
          byte[] body =
              Protobuf.message(
                  Protobuf.field(1, stream.baton()), HttpCarrier.PIPELINE_PROTOBUF.body(LOOK));
          String answer =
              Wire.talk(
                  range, Wire.post("/v3-protobuf/pipeline", Wire.bearer(range.token()), body));
          stream.end(range, range.victimToken());
          return Answers.nothingServed(answer);
        });
  }

  private static Attack clientId() {
    return new Attack(
        "the victim's client id",
        Rule.SEALED_HANDLES,
        EXECUTE,
        range -> {
          String id = UUID.randomUUID().toString();
          execute(range, range.victimToken(), id, LOOK);
          return Answers.secretUnseen(execute(range, range.token(), id, LOOK));
        });
  }

  /** The victim's transaction goes on after somebody asked to end its session. */
  private static Attack disconnect(String name, Holder thief) {
    return new Attack(
        name,
        Rule.SEALED_HANDLES,
        DISCONNECT,
        range -> {
          String id = UUID.randomUUID().toString();
          String begun = execute(range, range.victimToken(), id, "begin");
          byte[] body = Protobuf.framed(Protobuf.field(1, id));
          String headers = thief.token(range) + HttpCarrier.GRPC;
          String answer = Wire.talk(range, Wire.post(DISCONNECT, headers, body));
          String ended = execute(range, range.victimToken(), id, "commit");
          if (!Answers.shownDone(begun)) {
            throw new UntriedException("the victim has no session: " + begun);
          }
          return new Verdict(Answers.shownDone(ended), ended + answer);
        });
  }

  private static String execute(Range range, String token, String clientId, String sql)
      throws IOException {
    byte[] body = Protobuf.framed(Protobuf.execute(clientId, sql));
    String headers = Wire.bearer(token) + HttpCarrier.GRPC;
    return Wire.talk(range, Wire.post(EXECUTE, headers, body));
  }
}
