package dev.gatehouse.gateway.it;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, by anybody. */
final class NotedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final List<String> LOUD = List.of("dev.gatehouse", "access", "slow", "tls");

  private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
  private final Logger root;

  private NotedLog(Logger root) {
    this.root = root;
  }

  static NotedLog open() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var noted = new NotedLog(context.getLogger("ROOT"));
    noted.setContext(context);
    noted.start();
    noted.root.addAppender(noted);
    LOUD.forEach(name -> context.getLogger(name).setLevel(Level.TRACE));
    return noted;
  }

  @Override
  protected void append(ILoggingEvent event) {
    events.add(event);
  }

  /** The lines of one logger, with their facts. */
  List<String> lines(String logger) {
    return events.stream()
        .filter(event -> event.getLoggerName().equals(logger))
        .map(NotedLog::text)
        .toList();
  }

  /** All of it, with the traces of exceptions. */
  String text() {
    return events.stream().map(NotedLog::text).collect(Collectors.joining("\n"));
  }

  private static String text(ILoggingEvent event) {
    return event.getLevel()
        + " "
        + event.getFormattedMessage()
        + " "
        + event.getKeyValuePairs()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  @Override
  public void close() {
    root.detachAppender(this);
    LOUD.forEach(name -> root.getLoggerContext().getLogger(name).setLevel(null));
  }
}
