package dev.gatehouse.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Makes a key to the admin API. */
@Command(
    name = "create",
    description = "Make a key to the admin API and print it, this once.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse key create --label billing --scope read",
      "  gatehouse key create --label signup --scope provision,tokens --expires 52w --json"
    })
final class KeyCreateCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();

  @Option(
      names = "--label",
      required = true,
      paramLabel = "TEXT",
      description = "What lists and the audit log call it.")
  private String label = "";

  @Option(
      names = "--scope",
      required = true,
      split = ",",
      paramLabel = "SCOPE",
      description = "What it allows, one or more: ${COMPLETION-CANDIDATES}.")
  private List<ScopeChoice> scopes = List.of();

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "How long it holds, such as 2w1d (default: until it is revoked).")
  private @Nullable String expires;

  /** What a key can allow, as the admin API writes it. */
  enum ScopeChoice {
    read,
    provision,
    tokens,
    admin
  }

  @Override
  public void run() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("label", label);
    body.put("scopes", scopes.stream().map(ScopeChoice::name).toList());
    if (expires != null) {
      body.put("expiresIn", expires);
    }
    JsonNode made = target.client().post(ApiPath.of("keys"), body);
    output.print(made, () -> made.path("key").asString());
    if (!output.isJson()) {
      output.note("this is key %s; it is not shown again".formatted(made.path("id").asString()));
    }
  }
}
