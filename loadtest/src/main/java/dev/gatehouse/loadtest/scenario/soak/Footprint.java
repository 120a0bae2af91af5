package dev.gatehouse.loadtest.scenario.soak;

import dev.gatehouse.loadtest.Report;
import dev.gatehouse.loadtest.installation.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an installation holds while nobody asks it anything.
 *
 * @param heapBytes of Gatehouse, after a collection
 * @param directBytes of Gatehouse, outside of the heap
 * @param files that Gatehouse has open
 * @param sqldFiles that sqld has open
 * @param threads of Gatehouse
 * @param held connections, sessions, streams, turns and lanes, all of which are to be given back
 */
record Footprint(
    long heapBytes, long directBytes, int files, int sqldFiles, int threads, double held) {
  /** What Gatehouse must be started with. */
  static final String JAVA_OPTIONS = "-XX:NativeMemoryTracking=summary";

  private static final Pattern DIRECT =
      Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");
  private static final Pattern THREADS = Pattern.compile("\\(threads #(\\d+)\\)");
  private static final List<String> HELD =
      List.of(
          "gatehouse_lanes",
          "gatehouse_lanes_streams",
          "gatehouse_upstream_streams",
          "gatehouse_upstream_inflight",
          "gatehouse_upstream_waiting",
          "gatehouse_sessions",
          "gatehouse_connections");
  private static final double HEAP_MEGABYTES_MAX = 8;

  /** Pools of buffers grow by chunks of 4 MiB for each thread. */
  private static final double DIRECT_MEGABYTES_MAX = 24;

  private static final double FILES_MAX = 12;

  /**
   * SQLite keeps the file of a connection that was closed for the next one, as long as another is
   * open: as many as clients and lanes have had at once.
   */
  private static final double SQLD_FILES_MAX = 48;

  private static final double MEGA = 1e6;

  /** Longer than anybody keeps a connection that nobody uses. */
  private static final Duration IDLE = Duration.ofSeconds(40);

  private static final int CHECKS_MAX = 60;
  private static final int CHECK_MILLIS = 1_000;

  /** Waits until all is given back that can be, and looks. */
  static Footprint of(Installation installation) throws IOException, InterruptedException {
    Thread.sleep(IDLE);
    double held = held(installation);
    for (int i = 0; i < CHECKS_MAX && held > 0; i++) {
      Thread.sleep(CHECK_MILLIS);
      held = held(installation);
    }
    long heap = installation.gatehouse().heapAfterGcBytes();
    String memory = installation.gatehouse().jcmd("VM.native_memory summary");
    return new Footprint(
        heap,
        found(DIRECT, memory) << 10,
        installation.gatehouse().openFiles(),
        installation.sqld().openFiles(),
        Math.toIntExact(found(THREADS, memory)),
        held);
  }

  private static double held(Installation installation) throws IOException, InterruptedException {
    double held = 0;
    for (String metric : HELD) {
      held += installation.metric(metric, "");
    }
    return held;
  }

  private static long found(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  /** Says what is different by the end, and that it is not too much. */
  void compare(Footprint end, Report report) {
    report.table(
        "While nobody asks",
        List.of("", "at the beginning", "at the end"),
        List.of(
            row("heap after a collection, MB", heapBytes / MEGA, end.heapBytes / MEGA),
            row("direct memory, MB", directBytes / MEGA, end.directBytes / MEGA),
            row("files open in gatehouse", files, end.files),
            row("files open in sqld", sqldFiles, end.sqldFiles),
            row("threads of gatehouse", threads, end.threads),
            row("connections, sessions, streams and lanes held", held, end.held)));
    grown(report, "the heap grew", (end.heapBytes - heapBytes) / MEGA, HEAP_MEGABYTES_MAX, "MB");
    double direct = (end.directBytes - directBytes) / MEGA;
    grown(report, "direct memory grew", direct, DIRECT_MEGABYTES_MAX, "MB");
    grown(report, "open files of gatehouse grew", end.files - files, FILES_MAX, "");
    grown(report, "open files of sqld grew", end.sqldFiles - sqldFiles, SQLD_FILES_MAX, "");
    grown(report, "threads grew", end.threads - threads, FILES_MAX, "");
    report.checkAtMost("connections, sessions, streams and lanes held in the end", end.held, 0, "");
  }

  private static void grown(Report report, String what, double growth, double most, String unit) {
    report.checkAtMost(what + " by", growth, most, unit);
  }

  private static List<String> row(String what, double begin, double end) {
    return List.of(what, number(begin), number(end));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
