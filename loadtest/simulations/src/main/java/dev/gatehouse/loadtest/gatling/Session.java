package dev.gatehouse.loadtest.gatling;

import dev.gatehouse.loadtest.Report;
import io.gatling.app.Gatling$;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One simulation from the beginning to the kept report.
 *
 * @param plan which
 * @param shape how much
 * @param target against what
 * @param folder where the report goes
 * @param verbose whether Gatling's own words are shown; else they are kept with the report
 */
record Session(Plan plan, Shape shape, Target target, Path folder, boolean verbose) {
  private static final String CONSOLE = "console.txt";
  private static final int ERRORS_SHOWN = 5;

  /** Runs it, and says whether everything held. */
  boolean run(PrintWriter out, List<String> arguments) throws Exception {
    if (Files.exists(folder)) {
      throw new IOException("there is something at %s already".formatted(folder));
    }
    Files.createDirectories(folder.getParent());
    var report = new Report(plan.title(), arguments, folder.resolve("findings.json"), out);
    report.say("%s: %s".formatted(plan.title(), plan.question()));
    report.say("against %s, %s".formatted(target.told(), plan.told(shape)));
    try (Stand stand = target.stand(plan, shape)) {
      var end = new Thread(() -> close(stand));
      Runtime.getRuntime().addShutdownHook(end);
      var run = new Run(stand, shape);
      Figures figures = simulate(run);
      tell(figures, report);
      run.judge(figures, report);
      Runtime.getRuntime().removeShutdownHook(end);
    }
    boolean held = report.finish();
    out.printf("report: %s%n", folder.resolve("index.html").toUri());
    out.flush();
    return held;
  }

  private static void close(Stand stand) {
    try {
      stand.close();
    } catch (IOException e) {
      System.err.println("loadtest/gatling: not everything could be taken back: " + e.getMessage());
    }
  }

  private Figures simulate(Run run) throws Exception {
    Path work = Files.createTempDirectory(folder.getParent(), ".running-");
    PrintStream console = System.out;
    try (var kept = new PrintStream(work.resolve(CONSOLE).toFile(), StandardCharsets.UTF_8)) {
      if (!verbose) {
        System.setOut(kept);
      }
      String[] arguments = {
        "--simulation", plan.simulation().getName(),
        "--results-folder", work.toString(),
        "--run-description", plan.told(shape)
      };
      int ignored = run.call(() -> Gatling$.MODULE$.fromArgs(arguments));
      assert ignored >= 0;
    } finally {
      System.setOut(console);
    }
    Path log = written(work);
    Figures figures = Figures.read(work, log.getFileName().toString());
    Files.move(log, folder);
    Files.move(work.resolve(CONSOLE), folder.resolve(CONSOLE));
    Files.delete(work);
    return figures;
  }

  private static Path written(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(file -> Files.exists(file.resolve("index.html")))
          .findFirst()
          .orElseThrow(() -> new IOException("Gatling came to no end; what it said is in " + work));
    }
  }

  private static void tell(Figures figures, Report report) {
    report.table(
        "Figures", Figures.COLUMNS, figures.rows().stream().map(Figures.Row::columns).toList());
    Map<String, Integer> errors = figures.errors();
    if (!errors.isEmpty()) {
      report.say(
          errors.entrySet().stream()
              .limit(ERRORS_SHOWN)
              .map(error -> "  %5d x %s".formatted(error.getValue(), error.getKey()))
              .collect(Collectors.joining("\n", "What went wrong, most often first:\n", "\n")));
    }
    figures.assertions().forEach(one -> report.check(one.claim(), one.holds(), one.found()));
  }
}
