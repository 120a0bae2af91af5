package dev.gatehouse.loadtest;

import dev.gatehouse.loadtest.scenario.BadTokensScenario;
import dev.gatehouse.loadtest.scenario.NoisyNeighbourScenario;
import dev.gatehouse.loadtest.scenario.RegistryGoneScenario;
import dev.gatehouse.loadtest.scenario.RestartsScenario;
import dev.gatehouse.loadtest.scenario.SqldKilledScenario;
import dev.gatehouse.loadtest.scenario.SteadyScenario;
import dev.gatehouse.loadtest.scenario.TenThousandScenario;
import dev.gatehouse.loadtest.scenario.revocation.RevocationScenario;
import dev.gatehouse.loadtest.scenario.soak.SoakScenario;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command that runs one scenario. */
@Command(
    name = "loadtest/scenario",
    description = "Run a load scenario against a Gatehouse and an sqld of its own.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  loadtest/scenario --list",
      "  loadtest/scenario steady --seconds 10 --rate 500",
      "%nExit code: 0 where everything held, 1 where something did not."
    })
public final class Main {
  private static final int DID_NOT_HOLD = 1;
  private static final int WRONG_USE = 2;

  @CommandLine.Option(names = "--list", description = "Name the scenarios.")
  private boolean list;

  private Main() {}

  private static List<Scenario> scenarios() {
    return List.of(
        new SteadyScenario(),
        new TenThousandScenario(),
        new RegistryGoneScenario(),
        new RevocationScenario(),
        new BadTokensScenario(),
        new NoisyNeighbourScenario(),
        new SoakScenario(),
        new RestartsScenario(),
        new SqldKilledScenario());
  }

  public static void main(String[] args) {
    CommandLine command = new CommandLine(new Main());
    scenarios().forEach(command::addSubcommand);
    System.exit(command.setExecutionStrategy(Main::execute).execute(args));
  }

  private static int execute(ParseResult parsed) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    CommandLine command = parsed.commandSpec().commandLine();
    if (parsed.hasSubcommand()) {
      ParseResult chosen = parsed.subcommand();
      return run((Scenario) chosen.commandSpec().userObject(), chosen, command.getOut());
    }
    Main main = command.getCommand();
    if (!main.list) {
      command.usage(command.getErr());
      return WRONG_USE;
    }
    command
        .getSubcommands()
        .forEach((name, sub) -> command.getOut().printf("%-18s %s%n", name, described(sub)));
    return 0;
  }

  private static String described(CommandLine scenario) {
    return String.join(" ", scenario.getCommandSpec().usageMessage().description());
  }

  private static int run(Scenario scenario, ParseResult chosen, PrintWriter out) {
    var report = new Report(chosen.commandSpec().name(), chosen.originalArgs(), out);
    try {
      scenario.run(report);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      report.check("the scenario runs to its end", false, "interrupted");
    } catch (Exception e) {
      e.printStackTrace(out);
      report.check("the scenario runs to its end", false, e.toString());
    }
    return report.finish() ? 0 : DID_NOT_HOLD;
  }
}
