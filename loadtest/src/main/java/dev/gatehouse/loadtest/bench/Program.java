package dev.gatehouse.loadtest.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of somebody else's that the bench runs. */
enum Program {
  WRK("wrk", "wrk"),
  NGINX("nginx", "nginx-light"),
  HAPROXY("haproxy", "haproxy");

  private final String command;
  private final String debianPackage;

  Program(String command, String debianPackage) {
    this.command = command;
    this.debianPackage = debianPackage;
  }

  /** Says what to install where one of these is missing. */
  static Optional<String> missing(List<Program> needed) {
    List<Program> gone = needed.stream().filter(p -> p.find().isEmpty()).toList();
    if (gone.isEmpty()) {
      return Optional.empty();
    }
    List<String> commands = gone.stream().map(p -> p.command).toList();
    List<String> packages = gone.stream().map(p -> p.debianPackage).toList();
    return Optional.of(
        "%s not found: install with  apt-get install %s"
            .formatted(String.join(", ", commands), String.join(" ", packages)));
  }

  /** Where it is. */
  String path() {
    return find().orElseThrow(() -> new IllegalStateException(command + " is gone")).toString();
  }

  private Optional<Path> find() {
    // Debian keeps servers where only root's PATH looks.
    String folders = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
    return Stream.of(folders.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
