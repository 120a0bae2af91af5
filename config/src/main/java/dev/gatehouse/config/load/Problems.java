package dev.gatehouse.config.load;

import dev.gatehouse.config.shape.KeyPath;
import java.util.ArrayList;
import java.util.List;

/** What was found wrong so far. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** A value that is not what its key expects. */
  void expected(KeyPath path, String value, String expectation, Origin origin) {
    String where = origin instanceof Origin.Default ? "" : origin.toString();
    found.add(Problem.expected(path.text(), value, expectation, where));
  }

  void add(Problem problem) {
    found.add(problem);
  }

  boolean isAny() {
    return !found.isEmpty();
  }

  InvalidConfigException asException() {
    return new InvalidConfigException(found);
  }
}
