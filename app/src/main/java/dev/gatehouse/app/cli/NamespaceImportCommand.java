package dev.gatehouse.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Creates a namespace from a file. */
@Command(
    name = "import",
    description = {"Create a database from an SQL dump or an SQLite file: all of it, or nothing."},
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse namespace import shop shop.sql",
      "  gatehouse namespace import shop shop.db --schema-set core",
      "  sqlite3 shop.db .dump | gatehouse namespace import shop -"
    })
final class NamespaceImportCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceParameter namespace = new NamespaceParameter();

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "An SQL dump or an SQLite file; - for standard input.")
  private String file = "";

  @Option(
      names = "--schema-set",
      paramLabel = "SET",
      description = "The schema that it gets after that.")
  private @Nullable String schemaSet;

  @Override
  public void run() {
    String title = "Importing " + (file.equals("-") ? "standard input" : file);
    PrintWriter err = output.err();
    JsonNode imported;
    try (var bar = Bar.ofBytes(err, Launch.atTerminal(), title);
        var loading = Progress.on(err, Launch.atTerminal());
        var source = ImportSource.open(file)) {
      Runnable onEnd = () -> loads(bar, loading);
      var upload = source.upload(bytes -> bar.at(bytes, source.length()), onEnd);
      ApiPath path = namespace.path("import").with("schemaSet", schemaSet);
      imported = target.client().upload(path, upload);
    } catch (IOException e) {
      throw CommandFailure.failed("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
    output.print(imported, () -> NamespaceCreateCommand.told("imported", namespace.text(), target));
  }

  /** The file is there; Gatehouse works on it. */
  private static void loads(Bar bar, Progress loading) {
    bar.close();
    if (Launch.atTerminal()) {
      loading.step("Loading it");
    }
  }
}
