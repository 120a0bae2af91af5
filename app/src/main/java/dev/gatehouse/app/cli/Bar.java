package dev.gatehouse.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongFunction;

/** How far something is: one line that is drawn again and again at a terminal, and else nothing. */
final class Bar implements AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final int CELLS = 24;
  private static final long REDRAW_NANOS = 100_000_000;

  private final PrintWriter err;
  private final boolean terminal;
  private final String title;
  private final LongFunction<String> unit;
  private long drawnNanos;
  private boolean drawn;

  private Bar(PrintWriter err, boolean terminal, String title, LongFunction<String> unit) {
    this.err = err;
    this.terminal = terminal;
    this.title = title;
    this.unit = unit;
  }

  static Bar ofBytes(PrintWriter err, boolean terminal, String title) {
    return new Bar(err, terminal, title, Bar::bytes);
  }

  static Bar ofNamespaces(PrintWriter err, boolean terminal, String title) {
    return new Bar(err, terminal, title, Long::toString);
  }

  /** Draws how far it is; the whole is below 0 where nobody knows it. */
  synchronized void at(long done, long whole) {
    long now = System.nanoTime();
    if (terminal && (!drawn || done == whole || now - drawnNanos > REDRAW_NANOS)) {
      drawn = true;
      drawnNanos = now;
      err.print(CLEAR_LINE + line(title, done, whole, unit));
      err.flush();
    }
  }

  static String line(String title, long done, long whole, LongFunction<String> unit) {
    if (whole < 0) {
      return title + "  " + unit.apply(done);
    }
    int percent = whole == 0 ? 100 : (int) (Math.min(done, whole) * 100 / whole);
    int full = percent * CELLS / 100;
    return "%s  [%s%s] %3d%%  %s of %s"
        .formatted(
            title,
            "#".repeat(full),
            ".".repeat(CELLS - full),
            percent,
            unit.apply(done),
            unit.apply(whole));
  }

  /** A number of bytes as people say it. */
  static String bytes(long count) {
    if (count < 1024) {
      return count + " B";
    }
    double number = count / 1024.0;
    int power = 0;
    while (number >= 1024 && power < 3) {
      number /= 1024;
      power++;
    }
    return String.format(Locale.ROOT, "%.1f %ciB", number, "KMGT".charAt(power));
  }

  /** Takes the line off the terminal. */
  @Override
  public synchronized void close() {
    if (drawn) {
      err.print(CLEAR_LINE);
      err.flush();
      drawn = false;
    }
  }
}
