package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SqldLogTest {
  private static final String AT = "2026-11-21T09:55:45.101735Z ";

  private final Logger logger = (Logger) LoggerFactory.getLogger("sqld");
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();
  private final SqldLog log = new SqldLog();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    events.start();
    logger.addAppender(events);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(events);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  @Test
  void keepsTheLevelAndTheTextOfALine() {
    log.onServing();
    follow(AT + " WARN libsql_server: something about /data/dbs/x\n");
    assertEquals(List.of("WARN libsql_server: something about /data/dbs/x"), said());
  }

  @Test
  void cutsTheStatementOffACostlyQuery() {
    log.onServing();
    follow(
        AT + " INFO libsql_server::stats: high read (30001) or write (0) query: select 'hush'\n");
    assertEquals(
        List.of("DEBUG libsql_server::stats: high read (30001) or write (0) query"), said());
  }

  @Test
  void dropsTheFurtherLinesOfAStatement() {
    log.onServing();
    follow(AT + " INFO x: high read (1) or write (0) query: select\n 'hush'\nfrom t\n");
    assertFalse(said().toString().contains("hush"));
    assertEquals(1, said().size());
  }

  @Test
  void lowersWhatOneRequestCausedAndCutsItsTokens() {
    log.onServing();
    follow(AT + "ERROR timings_middleware{req_id=1}: sqlite3Parser: near ID, \"hush\": error\n");
    assertEquals(List.of("DEBUG timings_middleware{req_id=1}: a statement did not parse"), said());
  }

  @Test
  void lowersTheEndOfAClientsWebSocket() {
    log.onServing();
    String line = "libsql_server::hrana::ws: HTTP upgrade connection #3 failed: Stream 9 not found";
    follow(AT + "ERROR " + line + "\n");
    assertEquals(List.of("DEBUG " + line), said());
  }

  @Test
  void namesThePlaceOfAPanicAndNotItsMessage() {
    log.onServing();
    follow("thread 'tokio-runtime-worker' panicked at libsql-server/src/stats.rs:300:14:\nhush\n");
    assertEquals(List.of("ERROR panic at libsql-server/src/stats.rs:300:14"), said());
  }

  @Test
  void keepsTheLastWordsOfAStartThatFails() {
    follow(AT + " INFO sqld: listening\nError: Address already in use (os error 98)\n");
    assertEquals("sqld: listening | Error: Address already in use (os error 98)", log.lastWords());
  }

  @Test
  void boundsAnEndlessLine() {
    log.onServing();
    follow(AT + " WARN " + "x".repeat(1 << 20) + "\n");
    assertEquals(true, said().getFirst().length() <= 2_048);
  }

  private void follow(String output) {
    log.follow(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> said() {
    return events.list.stream().map(e -> e.getLevel() + " " + e.getFormattedMessage()).toList();
  }
}
