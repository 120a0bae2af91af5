package dev.gatehouse.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Says which Gatehouse this is. */
@Command(
    name = "version",
    description = "Say which version this is.",
    mixinStandardHelpOptions = true,
    footer = {"%nExamples:", "  gatehouse version --json"})
final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print gatehouse, java and os as JSON.")
  private boolean json;

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"gatehouse " + number()};
    }
  }

  static String number() {
    String number = VersionCommand.class.getPackage().getImplementationVersion();
    return number == null ? "unpackaged" : number;
  }

  @Override
  public void run() {
    String java = System.getProperty("java.version", "");
    String os = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
    if (json) {
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("gatehouse", number());
      facts.put("java", java);
      facts.put("os", os);
      spec.commandLine().getOut().println(JsonMapper.shared().writeValueAsString(facts));
    } else {
      spec.commandLine()
          .getOut()
          .println("gatehouse %s (Java %s, %s)".formatted(number(), java, os));
    }
  }
}
