package dev.gatehouse.app.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A backup as people read it. */
final class BackupText {
  private static final int FAILURES_TOLD = 20;

  private BackupText() {}

  static String detail(JsonNode detail) {
    JsonNode made = detail.path("backup");
    String first =
        "backup %s is %s: %d databases, %s"
            .formatted(
                made.path("id").asString(),
                made.path("state").asString(),
                made.path("namespaces").asLong(),
                Bar.bytes(made.path("bytes").asLong()));
    Stream<String> failures =
        detail.path("failures").valueStream().limit(FAILURES_TOLD).map(BackupText::failure);
    return Stream.concat(Stream.of(first), failures).collect(Collectors.joining("\n"));
  }

  private static String failure(JsonNode failure) {
    return "  %s: %s"
        .formatted(
            failure.path("name").asString(), Printable.line(failure.path("reason").asString()));
  }

  /** Fails where a backup lacks something. */
  static void check(JsonNode made) {
    if (!made.path("state").asString().equals("complete")) {
      throw CommandFailure.failed(
          "%d databases are not in the backup".formatted(made.path("failures").asLong()));
    }
  }
}
