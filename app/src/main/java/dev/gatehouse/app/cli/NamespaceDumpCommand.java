package dev.gatehouse.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a namespace down as SQL text. */
@Command(
    name = "dump",
    description = {
      "Write a database down as SQL text, all of one moment, to standard output or a file.",
      "The file is there when the dump is whole, and not before; only its owner may read it."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  gatehouse namespace dump shop > shop.sql",
      "  gatehouse namespace dump shop --output shop.sql --json"
    })
final class NamespaceDumpCommand implements Runnable {
  @Mixin private AdminTarget target = new AdminTarget();
  @Mixin private Output output = new Output();
  @Mixin private NamespaceParameter namespace = new NamespaceParameter();
  @Mixin private Confirm confirm = new Confirm();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where to, instead of to the terminal.")
  private @Nullable Path file;

  @Override
  public void run() {
    if (file == null) {
      toStandardOutput();
    } else {
      toFile(file);
    }
  }

  private void toStandardOutput() {
    if (output.isJson()) {
      throw CommandFailure.wrongUse("--json goes with --output: a dump is SQL text");
    }
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    target.client().download(namespace.path("dump"), out, _ -> {});
  }

  private void toFile(Path file) {
    if (Files.exists(file)) {
      confirm.that("this writes over " + file);
    }
    try {
      Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
      Path draft = Files.createTempFile(folder, ".dump", null);
      try {
        write(draft);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
      tell(file, Files.size(file));
    } catch (IOException e) {
      throw CommandFailure.failed("%s cannot be written: %s".formatted(file, e));
    }
  }

  private void write(Path draft) throws IOException {
    try (var bar = Bar.ofBytes(output.err(), Launch.atTerminal(), "Dumping " + namespace.text());
        OutputStream out = Files.newOutputStream(draft)) {
      bar.at(0, -1);
      target.client().download(namespace.path("dump"), out, bytes -> bar.at(bytes, -1));
    }
  }

  private void tell(Path file, long bytes) {
    output.print(
        Map.of("namespace", namespace.text(), "file", file.toString(), "bytes", bytes),
        () -> "wrote %s, %s".formatted(file, Bar.bytes(bytes)));
  }
}
