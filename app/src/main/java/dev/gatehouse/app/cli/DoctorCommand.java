package dev.gatehouse.app.cli;

import dev.gatehouse.app.doctor.Checkup;
import dev.gatehouse.attack.Range;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.sqld.Finding;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wrong with an sqld and its surroundings. */
@Command(
    name = "doctor",
    description = {
      "Look at the sqld of a configuration, or at one that runs somewhere, and say what is wrong.",
      "In managed mode it tries an sqld of its own on a folder that is thrown away.",
      "With --attack it tries what a malicious tenant would, against a Gatehouse that runs."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse doctor --config gatehouse.yaml",
      "  gatehouse doctor --url http://127.0.0.1:8081 --admin-url http://127.0.0.1:8082",
      "  gatehouse doctor --attack http://127.0.0.1:8080",
      "%nThe key of sqld's admin API is read from GATEHOUSE_SQLD_EXTERNAL_ADMINKEY. sqld has to",
      "accept the tokens signed with keys/upstream.pem in the data folder.",
      "%nThe attacks need two databases. They are created and deleted again through the admin API",
      "of GATEHOUSE_ADMIN_URL and GATEHOUSE_ADMIN_KEY, or of the 'gatehouse dev' that runs on the",
      "data folder; or two that you have are used (their table 'attack' is emptied and left), when",
      "GATEHOUSE_ATTACKER_TOKEN, GATEHOUSE_ATTACKER_READONLY_TOKEN and GATEHOUSE_VICTIM_TOKEN are",
      "set (or each with _FILE at its end, naming a file). A Gatehouse that does not hold may lose",
      "its sqld by them for a moment.",
      "%nExit code 1: a finding is FAILED or UNKNOWN, or an attack came through."
    })
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; GATEHOUSE_CONFIG else; without both, the defaults.")
  private Optional<Path> file = Optional.empty();

  @ArgGroup(exclusive = false)
  private @Nullable Elsewhere elsewhere;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder, instead of the configuration's.")
  private @Nullable Path data;

  @Option(names = "--json", description = "Print the findings as a JSON array.")
  private boolean json;

  @Option(
      names = "--attack",
      paramLabel = "URL",
      description = "Run the attack table against the Gatehouse whose public address this is.")
  private @Nullable String attacked;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "With --attack: certificates (PEM) to believe instead of the usual ones.")
  private @Nullable Path certificates;

  /** An sqld that is named instead of configured. */
  static final class Elsewhere {
    @Option(
        names = "--url",
        required = true,
        paramLabel = "URL",
        description = "Where an sqld serves its user API.")
    private String url = "";

    @Option(
        names = "--admin-url",
        required = true,
        paramLabel = "URL",
        description = "Where it serves its admin API.")
    private String adminUrl = "";
  }

  @Override
  public Integer call() throws Exception {
    if (attacked != null) {
      return attack(attacked);
    }
    if (certificates != null) {
      throw CommandFailure.wrongUse("--ca goes with --attack");
    }
    var config = ConfigLoader.load(Launch.configFile(file), settings());
    List<Finding> findings = new Checkup(config, Launch.installation()).run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.shared().writeValueAsString(findings));
    } else {
      findings.forEach(finding -> print(finding, out));
    }
    boolean failed = findings.stream().anyMatch(f -> !f.severity().isProven());
    return failed ? ExitCode.FAILED : ExitCode.OK;
  }

  private int attack(String url) throws IOException, InterruptedException {
    if (elsewhere != null) {
      throw CommandFailure.wrongUse("--attack and --url exclude each other");
    }
    URI address = AttackRun.address(url);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Optional<Range> own = AttackTokens.range(address, System.getenv());
    if (own.isPresent()) {
      return AttackRun.on(believed(own.get()), err).print(out, json);
    }
    try (var namespaces = AttackNamespaces.create(AdminTarget.client(data))) {
      return AttackRun.on(believed(namespaces.range(address)), err).print(out, json);
    }
  }

  private Range believed(Range range) {
    return certificates == null ? range : range.believing(Certificates.of(certificates));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(System.getenv());
    if (elsewhere != null) {
      settings.put("GATEHOUSE_SQLD_MODE", "external");
      settings.put("GATEHOUSE_SQLD_EXTERNAL_HTTP", elsewhere.url);
      settings.put("GATEHOUSE_SQLD_EXTERNAL_ADMIN", elsewhere.adminUrl);
    }
    if (data != null) {
      settings.put("GATEHOUSE_DATA", data.toString());
    }
    return settings;
  }

  private static void print(Finding finding, PrintWriter out) {
    out.println("%-8s %-16s %s".formatted(finding.severity(), finding.name(), finding.sentence()));
    if (!finding.remedy().isEmpty()) {
      out.println(" ".repeat(26) + finding.remedy());
    }
  }
}
