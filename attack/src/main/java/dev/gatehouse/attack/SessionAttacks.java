package dev.gatehouse.attack;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Using a WebSocket with a right that its first hello did not give. */
final class SessionAttacks {
  private static final List<String> PROTOCOLS = List.of("hrana2", "hrana3");
  private static final String HELLO_OK = "\"hello_ok\"";
  private static final String OPEN =
      SocketCarrier.numbered(1, "{\"type\":\"open_stream\",\"stream_id\":1}");
  private static final String LOOK =
      SocketCarrier.numbered(
          2,
          "{\"type\":\"execute\",\"stream_id\":1,\"stmt\":{\"sql\":\"select a from attack\","
              + "\"want_rows\":true}}");

  private SessionAttacks() {}

  static Stream<Attack> all() {
    return PROTOCOLS.stream()
        .flatMap(
            protocol ->
                Stream.of(
                    again("a later hello for the victim", protocol, Range::victimToken),
                    again("a later hello with fewer rights", protocol, Range::readOnlyToken),
                    more(protocol),
                    forged(protocol),
                    before("a statement before the hello", protocol, _ -> Map.of()),
                    before(
                        "the token on the upgrade, no hello",
                        protocol,
                        range -> Map.of("Authorization", "Bearer " + range.token()))));
  }

  /** Whose token. */
  private interface Holder {
    String token(Range range);
  }

  /** What the upgrade carries. */
  private interface Upgrade {
    Map<String, String> headers(Range range);
  }

  private static Attack again(String name, String protocol, Holder later) {
    return new Attack(
        name,
        Rule.SESSIONS,
        protocol,
        range -> twice(range, protocol, range.token(), later.token(range)));
  }

  private static Attack more(String protocol) {
    return new Attack(
        "a later hello with more rights",
        Rule.SESSIONS,
        protocol,
        range -> twice(range, protocol, range.readOnlyToken(), range.token()));
  }

  /** Holds where the second hello was not taken, and nothing of the victim's was seen. */
  private static Verdict twice(Range range, String protocol, String first, String later)
      throws IOException, InterruptedException {
    String heard =
        Session.talk(range, protocol, Map.of(), List.of(hello(first), OPEN, hello(later), LOOK));
    boolean taken = heard.indexOf(HELLO_OK) != heard.lastIndexOf(HELLO_OK);
    return new Verdict(!taken && !heard.contains(Range.SECRET), heard);
  }

  private static Attack forged(String protocol) {
    return new Attack(
        "a later hello with a forged token",
        Rule.SESSIONS,
        protocol,
        range ->
            Answers.nothingServed(
                Session.talk(
                    range,
                    protocol,
                    Map.of(),
                    List.of(hello(range.token()), OPEN, hello(range.token() + "x"), LOOK))));
  }

  private static Attack before(String name, String protocol, Upgrade upgrade) {
    return new Attack(
        name,
        Rule.SESSIONS,
        protocol,
        range ->
            Answers.nothingServed(
                Session.talk(range, protocol, upgrade.headers(range), List.of(OPEN, LOOK))));
  }

  private static String hello(String token) {
    return "{\"type\":\"hello\",\"jwt\":" + Json.quote(token) + "}";
  }
}
