package dev.gatehouse.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What would end or starve the sqld behind, and every tenant with it. */
final class ProcessAttacks {
  private static final int OPERATORS = 32_000;
  private static final int STREAMS_PER_SESSION = 16;
  private static final int SESSIONS_MAX = 64;

  /** sqld ends a stream that nobody used for ten seconds. */
  private static final Duration STREAM_IDLE = Duration.ofSeconds(9);

  private ProcessAttacks() {}

  static Stream<Attack> all() {
    Stream<Attack> chains =
        Stream.of(
                chain("+", "1"),
                chain("||", "1"),
                chain(" and ", "1"),
                chain("->", "'a'"),
                chain(" collate nocase", ""))
            .flatMap(sql -> SqlCarrier.all().map(c -> survived(sql, c)));
    return Stream.concat(chains, Stream.of(starved()));
  }

  private static String chain(String operator, String operand) {
    return "select 1" + (operator + operand).repeat(OPERATORS);
  }

  /** The victim's stream lives in the process: a restart, however fast, ends it. */
  private static Attack survived(String sql, SqlCarrier carrier) {
    return new Attack(
        "a chain of " + sql.substring(8, 12).strip(),
        Rule.PROCESS,
        carrier.name(),
        range -> {
          Verdict verdict = Verdict.untried("the victim's stream ran out of time");
          for (int tries = 0; verdict.isUntried() && tries < Wire.TRIES_MAX; tries++) {
            verdict = survival(sql, carrier, range);
          }
          return verdict;
        });
  }

  private static Verdict survival(String sql, SqlCarrier carrier, Range range)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    OpenStream stream = OpenStream.of(range, range.victimToken());
    String answer = sent(carrier, range, sql);
    boolean survived = stream.end(range, range.victimToken()).contains(Range.SECRET);
    boolean late = System.nanoTime() - began > STREAM_IDLE.toNanos();
    return !survived && late
        ? Verdict.untried("the victim's stream ran out of time")
        : new Verdict(survived, answer);
  }

  private static String sent(SqlCarrier carrier, Range range, String sql)
      throws InterruptedException {
    try {
      return carrier.send(range, range.token(), sql);
    } catch (IOException cut) {
      return "connection closed: " + cut.getMessage();
    }
  }

  /** Takes streams in small sessions until one is refused; the victim must still get one. */
  private static Attack starved() {
    return new Attack(
        "taking all streams",
        Rule.PROCESS,
        "hrana3",
        range -> {
          List<Session> sessions = new ArrayList<>();
          try {
            String heard = "";
            while (sessions.size() < SESSIONS_MAX && !heard.contains("error")) {
              Session session = Session.open(range, "hrana3", Map.of());
              sessions.add(session);
              heard = opened(session, range.token());
            }
            return new Verdict(isServed(range), heard);
          } finally {
            sessions.forEach(Session::close);
          }
        });
  }

  private static String opened(Session session, String token)
      throws IOException, InterruptedException {
    session.say("{\"type\":\"hello\",\"jwt\":" + Json.quote(token) + "}");
    for (int id : IntStream.rangeClosed(1, STREAMS_PER_SESSION).toArray()) {
      session.say(
          SocketCarrier.numbered(id, "{\"type\":\"open_stream\",\"stream_id\":" + id + "}"));
    }
    String heard = session.await(1 + STREAMS_PER_SESSION);
    return heard.contains("close ") ? heard + " error" : heard;
  }

  private static boolean isServed(Range range) throws IOException {
    byte[] request =
        HttpCarrier.PIPELINE_V3.request(range.victimToken(), "select a from attack", "");
    return Wire.once(range, request).contains(Range.SECRET);
  }
}
