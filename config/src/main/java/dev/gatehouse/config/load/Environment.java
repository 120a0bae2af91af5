package dev.gatehouse.config.load;

import dev.gatehouse.config.shape.KeyPath;
import dev.gatehouse.config.shape.LauncherVariable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The variables of the process, and which of them have been understood. */
final class Environment {
  private final Map<String, String> variables;
  private final Set<String> understood = new HashSet<>();

  Environment(Map<String, String> variables) {
    this.variables = new TreeMap<>(variables);
    Arrays.stream(LauncherVariable.values()).map(Enum::name).forEach(understood::add);
  }

  /** What a variable says, if it is set; asking is understanding it. */
  Optional<String> take(String name) {
    understood.add(name);
    return Optional.ofNullable(variables.get(name));
  }

  /** Whether a variable is set for anything below a path. */
  boolean hasBelow(KeyPath path) {
    String prefix = path.variable() + "_";
    return variables.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  /** Reports the variables of Gatehouse that nobody asked for; not what they say. */
  void reportUnknown(Problems problems, Set<String> derived) {
    List<String> known = derived.stream().map(Environment::withoutPrefix).toList();
    for (String name : variables.keySet()) {
      if (name.startsWith(KeyPath.VARIABLE_PREFIX) && !understood.contains(name)) {
        String hint =
            Nearest.to(withoutPrefix(name), known)
                .map(nearest -> "did you mean " + KeyPath.VARIABLE_PREFIX + nearest + "?")
                .orElse("expected: a variable of the configuration reference");
        problems.add(new Problem(name, "unknown variable", hint, ""));
      }
    }
  }

  private static String withoutPrefix(String name) {
    return name.substring(KeyPath.VARIABLE_PREFIX.length());
  }
}
