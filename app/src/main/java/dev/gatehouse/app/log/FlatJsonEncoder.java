package dev.gatehouse.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.slf4j.event.KeyValuePair;

/** Writes each line of the log as one flat JSON object: its facts stand beside its text. */
final class FlatJsonEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = new StringBuilder(256).append('{');
    text(line, "time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    text(line.append(','), "level", event.getLevel().toString());
    text(line.append(','), "logger", event.getLoggerName());
    text(line.append(','), "message", event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair fact : event.getKeyValuePairs()) {
        fact(line.append(','), fact.key, fact.value);
      }
    }
    if (event.getThrowableProxy() != null) {
      text(line.append(','), "error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void fact(StringBuilder line, String key, Object value) {
    if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
      quoted(line, key);
      line.append(':').append(value);
    } else {
      text(line, key, String.valueOf(value));
    }
  }

  private static void text(StringBuilder line, String key, String value) {
    quoted(line, key);
    line.append(':');
    quoted(line, value);
  }

  private static void quoted(StringBuilder line, String text) {
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> line.append("\\\"");
        case '\\' -> line.append("\\\\");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (c < ' ' || (Character.isSurrogate(c) && !isPair(text, i))) {
            line.append("\\u%04x".formatted((int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    line.append('"');
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
