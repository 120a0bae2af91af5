package dev.gatehouse.sqld;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Hands what sqld prints on to the logger {@code sqld}, without the SQL of its tenants.
 *
 * <p>sqld quotes SQL in what it says about a request and about slow queries, and quotes may hold
 * line breaks: so a line that does not begin like a log line is dropped once sqld serves requests.
 */
final class SqldLog {
  private static final Logger LOG = LoggerFactory.getLogger("sqld");
  private static final Pattern LINE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+Z\\s+(TRACE|DEBUG|INFO|WARN|ERROR)\\s+(.*)");
  private static final Pattern COSTLY = Pattern.compile("(.*high read .* query): .*");
  private static final Pattern PANIC =
      Pattern.compile("thread '([^']*)' panicked at ([^\\s']+:\\d+).*");
  private static final Pattern OF_REQUEST =
      Pattern.compile(
          "timings_middleware\\{.*"
              + "|libsql_server::error: HTTP API: 4.*"
              + "|libsql_server::hrana::ws: HTTP upgrade connection .*");
  private static final Pattern CHATTER =
      Pattern.compile(".*SQLite autocheckpoint.*|.*hrana server loop exited.*");
  private static final int LINE_BYTES_MAX = 2_048;
  private static final int LAST_WORDS_MAX = 8;

  private final Deque<String> lastWords = new ArrayDeque<>();
  private boolean serving;

  /** Reads lines until the stream ends. */
  void follow(InputStream output) {
    var line = new ByteArrayOutputStream();
    try (output) {
      var buffer = new byte[4_096];
      for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            onLine(line.toString(StandardCharsets.UTF_8));
            line.reset();
          } else if (line.size() < LINE_BYTES_MAX) {
            line.write(buffer[i]);
          }
        }
      }
    } catch (IOException e) {
      LOG.debug("sqld's output broke off", e);
    }
    if (line.size() > 0) {
      onLine(line.toString(StandardCharsets.UTF_8));
    }
  }

  /** From now on tenants' statements may appear in the output. */
  synchronized void onServing() {
    serving = true;
    lastWords.clear();
  }

  /** What sqld said last before it served anybody. */
  synchronized String lastWords() {
    return String.join(" | ", lastWords);
  }

  synchronized void onLine(String raw) {
    String text = raw.replaceAll("\\p{Cntrl}", " ").strip();
    Matcher line = LINE.matcher(text);
    if (line.matches()) {
      say(Level.valueOf(line.group(1)), line.group(2));
    } else if (text.startsWith("thread '")) {
      Matcher panic = PANIC.matcher(text);
      LOG.error(panic.matches() ? "panic at " + panic.group(2) : overflow(text));
    } else if (!serving && !text.isEmpty()) {
      say(Level.WARN, text);
    }
  }

  private static String overflow(String text) {
    return text.contains("overflowed its stack") ? "a thread overflowed its stack" : "panic";
  }

  private void say(Level level, String text) {
    if (!serving) {
      lastWords.addLast(text);
      if (lastWords.size() > LAST_WORDS_MAX) {
        lastWords.removeFirst();
      }
    }
    Matcher costly = COSTLY.matcher(text);
    if (costly.matches()) {
      LOG.debug(costly.group(1));
    } else if (OF_REQUEST.matcher(text).matches()) {
      LOG.debug(withoutSql(text));
    } else if (CHATTER.matcher(text).matches()) {
      LOG.debug(text);
    } else {
      LOG.atLevel(level).log(text);
    }
  }

  private static String withoutSql(String text) {
    int parser = text.indexOf("sqlite3Parser:");
    return parser < 0 ? text : text.substring(0, parser) + "a statement did not parse";
  }
}
