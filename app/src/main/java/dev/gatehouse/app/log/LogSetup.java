package dev.gatehouse.app.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Sends log lines to the terminal, to a file or to standard output. */
public final class LogSetup {
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0} %msg %kvp%n";
  private static final String SHORT_LINE = "gatehouse: %level %msg %kvp%n";
  private static final FileSize FILE_BYTES_MAX = new FileSize(10 * FileSize.MB_COEFFICIENT);
  private static final int OLD_FILES = 3;
  private static final String REQUESTS = "requests";
  private static final int QUEUED_MAX = 4096;

  private final LoggerContext context;

  private LogSetup() {
    context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.getLogger("io.netty").setLevel(Level.WARN);
  }

  /** For commands that run and end: warnings to standard error. */
  public static void quiet() {
    var setup = new LogSetup();
    setup.toTerminal(Level.WARN);
    setup.root(Level.WARN);
  }

  /** For work at a desk: everything to a file, warnings to standard error as well. */
  public static void toFile(Path file) {
    var setup = new LogSetup();
    setup.toTerminal(Level.WARN);
    setup.toRollingFile(file);
    setup.root(Level.INFO);
  }

  /** For production: everything from this level to standard output, as text or as JSON. */
  public static void toOutput(boolean json, String level) {
    var setup = new LogSetup();
    var output = new ConsoleAppender<ILoggingEvent>();
    output.setTarget("System.out");
    setup.start(output, json ? setup.json() : setup.text(LINE));
    setup.root(Level.toLevel(level, Level.INFO));
    setup.requests(output);
  }

  /** The lines of requests have a queue, so that no request waits for whoever reads the output. */
  private void requests(Appender<ILoggingEvent> output) {
    var queue = new AsyncAppender();
    queue.setContext(context);
    queue.setName(REQUESTS);
    queue.setQueueSize(QUEUED_MAX);
    queue.setDiscardingThreshold(0);
    queue.setNeverBlock(true);
    queue.addAppender(output);
    queue.start();
    for (String name : List.of("access", "slow")) {
      var logger = context.getLogger(name);
      logger.setLevel(Level.TRACE);
      logger.setAdditive(false);
      logger.addAppender(queue);
    }
  }

  /** Writes what waits in that queue; there will be no more requests. */
  public static void flush() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var queue = context.getLogger("access").getAppender(REQUESTS);
    if (queue != null) {
      queue.stop();
    }
  }

  /** From now on everything from this level. */
  public static void level(String level) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.getLogger("ROOT").setLevel(Level.toLevel(level, Level.INFO));
  }

  private void toTerminal(Level level) {
    var terminal = new ConsoleAppender<ILoggingEvent>();
    terminal.setTarget("System.err");
    var threshold = new ThresholdFilter();
    threshold.setLevel(level.levelStr);
    threshold.start();
    terminal.addFilter(threshold);
    start(terminal, text(SHORT_LINE));
  }

  private void toRollingFile(Path path) {
    var file = new RollingFileAppender<ILoggingEvent>();
    file.setContext(context);
    file.setFile(path.toString());
    var window = new FixedWindowRollingPolicy();
    window.setContext(context);
    window.setParent(file);
    window.setMinIndex(1);
    window.setMaxIndex(OLD_FILES);
    window.setFileNamePattern(path + ".%i");
    window.start();
    var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    size.setContext(context);
    size.setMaxFileSize(FILE_BYTES_MAX);
    size.start();
    file.setRollingPolicy(window);
    file.setTriggeringPolicy(size);
    start(file, text(LINE));
  }

  private void start(OutputStreamAppender<ILoggingEvent> appender, Encoder<ILoggingEvent> encoder) {
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    context.getLogger("ROOT").addAppender(appender);
  }

  private void root(Level level) {
    context.getLogger("ROOT").setLevel(level);
  }

  private Encoder<ILoggingEvent> text(String pattern) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    return encoder;
  }

  private Encoder<ILoggingEvent> json() {
    var encoder = new FlatJsonEncoder();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
