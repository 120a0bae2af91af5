package dev.gatehouse.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Changes what is said of a namespace. */
@Command(
    name = "set",
    description = {
      "Change what is said of a database: what is not named stays as it was.",
      "An empty text takes it back: --owner ''."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse namespace set shop --plan pro --protected",
      "  gatehouse namespace set shop --quota rowsRead=1000000,storageBytes=1073741824",
      "  gatehouse namespace set shop --owner '' --default-limits --no-protected"
    })
final class NamespaceSetCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceParameter namespace = new NamespaceParameter();
  @Mixin private ProfileOptions profile = new ProfileOptions();

  @Option(names = "--default-limits", description = "Go back to the configured limits.")
  private boolean defaultLimits;

  @Option(
      names = "--quota",
      split = ",",
      paramLabel = "QUOTA=N",
      description = {
        "rowsRead=N,rowsWritten=N,storageBytes=N in a month instead of what its plan says;",
        "what is not named has no bound."
      })
  private @Nullable Map<String, Long> quota;

  @Option(names = "--default-quota", description = "Go back to the quota of its plan.")
  private boolean defaultQuota;

  @Override
  public void run() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    profile.addTo(body);
    if (defaultLimits && body.put("limits", null) != null) {
      throw CommandFailure.wrongUse("--limits and --default-limits exclude each other");
    }
    if (quota != null) {
      body.put("quota", quota);
    }
    if (defaultQuota && body.put("quota", null) != null) {
      throw CommandFailure.wrongUse("--quota and --default-quota exclude each other");
    }
    if (body.isEmpty()) {
      throw CommandFailure.wrongUse("nothing to change: name an option, such as --plan");
    }
    JsonNode changed = target.client().patch(namespace.path(), body);
    output.print(changed, () -> Table.of(changed));
  }
}
