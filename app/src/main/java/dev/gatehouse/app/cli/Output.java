package dev.gatehouse.app.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where the answer of a command goes: as text for people, or as JSON for scripts. */
final class Output {
  /** Whatever the terminal's character set. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print one JSON document, for scripts.")
  private boolean json;

  boolean isJson() {
    return json;
  }

  /** Prints the document, or the text that says the same to people. */
  void print(Object document, Supplier<String> text) {
    spec.commandLine().getOut().println(json ? JSON.writeValueAsString(document) : text.get());
  }

  /** Says something beside the answer. */
  void note(String sentence) {
    err().println("gatehouse: " + sentence);
    err().flush();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
