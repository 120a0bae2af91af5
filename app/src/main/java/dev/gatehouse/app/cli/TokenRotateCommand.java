package dev.gatehouse.app.cli;

import dev.gatehouse.tenancy.Namespace;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Takes all tokens back. */
@Command(
    name = "rotate",
    description = {
      "Take back every token of a database that was made until now, and refuse the logins",
      "of other issuers from before, too; with --all, of all databases."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse token rotate --namespace shop",
      "  gatehouse token rotate --all --yes"
    })
final class TokenRotateCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private Confirm confirm = new Confirm();

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  /** Whose tokens. */
  static final class Which {
    @Option(
        names = "--namespace",
        required = true,
        paramLabel = "NAME",
        description = "The database.",
        converter = NamespaceName.class)
    private @Nullable Namespace namespace;

    @Option(names = "--all", required = true, description = "All databases.")
    private boolean all;
  }

  @Override
  public void run() {
    Namespace namespace = which.namespace;
    ApiPath path =
        which.all || namespace == null
            ? ApiPath.of("rotate")
            : ApiPath.of("namespaces", namespace.name(), "rotate");
    String whose = which.all || namespace == null ? "all databases" : "'" + namespace + "'";
    confirm.that("this takes back every token of " + whose);
    JsonNode rotated = target.client().post(path, Map.of());
    output.print(
        rotated,
        () ->
            "tokens of %s hold from %s on".formatted(whose, rotated.path("tokensFrom").asString()));
  }
}
