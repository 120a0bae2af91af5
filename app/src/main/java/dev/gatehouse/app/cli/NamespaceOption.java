package dev.gatehouse.app.cli;

import dev.gatehouse.tenancy.Namespace;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The database that a command is about, as an option. */
final class NamespaceOption {
  @Option(
      names = "--namespace",
      required = true,
      paramLabel = "NAME",
      description = "The database.",
      converter = NamespaceName.class)
  private Namespace name = NamespaceName.NONE;

  /** Its path, with what may follow. */
  ApiPath path(String... more) {
    return ApiPath.of(
        Stream.concat(Stream.of("namespaces", name.name()), Stream.of(more))
            .toArray(String[]::new));
  }

  String text() {
    return name.name();
  }
}
