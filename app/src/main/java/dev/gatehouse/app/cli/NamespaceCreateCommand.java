package dev.gatehouse.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Creates a namespace. */
@Command(
    name = "create",
    description = "Create an empty database.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse namespace create shop",
      "  gatehouse namespace create shop --owner u42 --email u42@example.com --schema-set core",
      "  gatehouse namespace create shop --limits perSecondMax=50,perMinuteMax=900,concurrentMax=9"
    })
final class NamespaceCreateCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceParameter namespace = new NamespaceParameter();
  @Mixin private ProfileOptions profile = new ProfileOptions();

  @Option(names = "--schema-set", paramLabel = "SET", description = "The schema that it gets.")
  private @Nullable String schemaSet;

  @Override
  public void run() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("name", namespace.text());
    profile.addTo(body);
    if (schemaSet != null) {
      body.put("schemaSet", schemaSet);
    }
    JsonNode created = target.client().post(ApiPath.of("namespaces"), body);
    output.print(created, () -> told("created", namespace.text(), target));
  }

  /** That a database is there now, and how to get a token for it. */
  static String told(String verb, String namespace, AdminTarget target) {
    return "%s %s%na token for it: %s token mint --namespace %s%s"
        .formatted(verb, namespace, Launch.command(), namespace, target.asOption());
  }
}
