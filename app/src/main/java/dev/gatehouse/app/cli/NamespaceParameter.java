package dev.gatehouse.app.cli;

import dev.gatehouse.tenancy.Namespace;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/** The database that a command is about, as its first argument. */
final class NamespaceParameter {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The database: a-z, 0-9, - and _, at most 63.",
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
