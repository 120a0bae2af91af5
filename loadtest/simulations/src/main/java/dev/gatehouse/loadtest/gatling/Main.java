package dev.gatehouse.loadtest.gatling;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that runs simulations. */
@Command(
    name = "loadtest/gatling",
    description = "Run a Gatling simulation, judge it, and keep its HTML report.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "%nExamples:",
      "  loadtest/gatling --list",
      "  loadtest/gatling hot-path",
      "  loadtest/gatling mixed-tenants --seconds 60 --users 300 --seed 7",
      "  loadtest/gatling websocket --dev",
      "  loadtest/gatling noisy-neighbour --url https://db.example.com --tokens tokens.txt",
      "  GATEHOUSE_ADMIN_KEY=... loadtest/gatling all --url https://db.example.com \\",
      "    --admin-url http://127.0.0.1:9090",
      "%nExit code: 0 where everything held, 1 where something did not, 2 for wrong use."
    })
final class Main implements Callable<Integer> {
  private static final String ALL = "all";
  private static final int DID_NOT_HOLD = 1;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The simulation, or 'all' for one after the other.")
  private @Nullable String name;

  @Option(names = "--list", description = "Name the simulations.")
  private boolean list;

  @Mixin private Target target = new Target();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long it is measured; a warm-up comes before (default: see --list).")
  private int seconds;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "How many users; what that means says --list, with the default.")
  private int users;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides who comes when (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where the report goes (default: loadtest/target/gatling/NAME-TIME).")
  private @Nullable Path folder;

  @Option(names = "--verbose", description = "Show what Gatling says while it runs.")
  private boolean verbose;

  @Spec private @Nullable CommandSpec spec;

  public static void main(String[] args) {
    System.exit(command().execute(args));
  }

  static CommandLine command() {
    var line = new CommandLine(new Main());
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println("loadtest/gatling: " + failure.getMessage());
          command.getErr().flush();
          if (!(failure instanceof IOException)) {
            failure.printStackTrace(command.getErr());
          }
          return DID_NOT_HOLD;
        });
    return line;
  }

  @Override
  public Integer call() throws Exception {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    if (list) {
      list(line.getOut());
      return 0;
    }
    if (name == null) {
      throw new ParameterException(line, "which one? (expected: all, or one of " + titles() + ")");
    }
    if (seconds < 0 || users < 0) {
      throw new ParameterException(line, "--seconds and --users are numbers from 1");
    }
    target.check();
    if (name.equals(ALL)) {
      return all(line);
    }
    Plan plan =
        Plan.named(name)
            .orElseThrow(
                () ->
                    new ParameterException(
                        line,
                        "no simulation '%s' (expected: all, or one of %s)"
                            .formatted(name, titles())));
    var session =
        new Session(plan, plan.shape(seconds, users, seed), target, folder(plan), verbose);
    return session.run(line.getOut(), line.getParseResult().originalArgs()) ? 0 : DID_NOT_HOLD;
  }

  private static String titles() {
    return Plan.titles();
  }

  private static void list(PrintWriter out) {
    for (Plan plan : Plan.values()) {
      out.printf("%-16s %s%n%-16s   %s%n", plan.title(), plan.question(), "", plan.defaultsTold());
    }
    out.flush();
  }

  private Path folder(Plan plan) {
    Path home = Path.of(System.getProperty("gatehouse.home", "."));
    return folder != null
        ? folder.toAbsolutePath()
        : home.resolve("loadtest/target/gatling")
            .resolve(plan.title() + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(TIME))
            .toAbsolutePath()
            .normalize();
  }

  /** Each in a process of its own: what one leaves in memory is not the next one's. */
  private int all(CommandLine line) throws IOException, InterruptedException {
    int worst = 0;
    for (Plan plan : Plan.values()) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
      command.addAll(arguments(line, plan));
      worst = Math.max(worst, new ProcessBuilder(command).inheritIO().start().waitFor());
    }
    return worst;
  }

  /** The same as was asked for, of one simulation. */
  private List<String> arguments(CommandLine line, Plan plan) {
    List<String> arguments = new ArrayList<>(line.getParseResult().originalArgs());
    arguments.set(arguments.indexOf(ALL), plan.title());
    if (folder != null) {
      arguments.addAll(List.of("--report", folder.resolve(plan.title()).toString()));
    }
    return arguments;
  }
}
