package dev.gatehouse.loadtest.bench;

import dev.gatehouse.loadtest.bench.Comparison.Result;
import dev.gatehouse.loadtest.bench.Options.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The side-by-side bench: {@code ./gatehouse bench}. */
public final class Bench {
  private static final int WRONG_USE = 2;

  private Bench() {}

  public static void main(String[] args) throws Exception {
    if (Arrays.asList(args).contains("--help")) {
      System.out.print(Options.HELP);
      return;
    }
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("gatehouse bench: " + e.getMessage());
      System.exit(WRONG_USE);
      return;
    }
    Optional<String> missing = Program.missing(List.of(Program.values()));
    if (missing.isPresent()) {
      System.err.println("gatehouse bench: " + missing.get());
      System.exit(1);
    }
    try {
      run(options);
    } catch (IOException e) {
      System.err.println("gatehouse bench: " + e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static void run(Options options) throws IOException, InterruptedException {
    Machine machine = Machine.here();
    if (!machine.isQuiet()) {
      System.err.printf(
          "gatehouse bench: other work is under way (load %.2f): expect figures that scatter%n",
          machine.loadBefore());
    }
    var results = new ArrayList<Result>();
    Optional<GuardCost> guard = Optional.empty();
    try (var stand =
        Stand.start(
            new WorkFolder(Path.of(property("bench.work"))), Path.of(property("gatehouse.home")))) {
      var figures = new Figures(stand, options);
      if (options.wants(Figure.F1)) {
        results.add(shown(figures.throughput()));
      }
      if (options.wants(Figure.F2) || options.wants(Figure.GUARD)) {
        results.add(shown(figures.routing()));
      }
      if (options.wants(Figure.GUARD)) {
        guard = Optional.of(figures.guard(results.getLast()));
        System.out.print(guard.get().toText());
      }
      if (options.wants(Figure.F3)) {
        results.add(shown(figures.added()));
      }
    }
    if (options.json().isPresent()) {
      Files.writeString(
          options.json().get(), JsonReport.of(machine, options, results, guard).toJson());
    }
  }

  private static Result shown(Result result) {
    System.out.print(Report.of(result));
    return result;
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("-D" + name + " is missing; run loadtest/bench");
    }
    return value;
  }
}
