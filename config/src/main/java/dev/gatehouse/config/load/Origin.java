package dev.gatehouse.config.load;

import java.nio.file.Path;

/** Where a value came from. */
public sealed interface Origin {

  /** Nobody gave it. */
  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }

  /** A line of the configuration file. */
  record Line(Path file, int number) implements Origin {
    @Override
    public String toString() {
      return file + ":" + number;
    }
  }

  /** A variable of the environment. */
  record Variable(String name) implements Origin {
    @Override
    public String toString() {
      return name;
    }
  }
}
