package dev.gatehouse.config.load;

import dev.gatehouse.config.shape.KeyPath;
import dev.gatehouse.config.shape.KeyShape;
import dev.gatehouse.config.shape.RecordShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports keys that no record has, with the key that was probably meant. */
final class UnknownKeys {
  private final List<KeyPath> everyPath;

  UnknownKeys(RecordShape<?> root) {
    this.everyPath = root.leaves(KeyPath.ROOT).map(RecordShape.Leaf::path).toList();
  }

  void report(RecordShape<?> shape, KeyPath path, Map<String, Given> fields, Problems problems) {
    List<String> known = shape.keys().stream().map(KeyShape::name).toList();
    fields.forEach(
        (name, given) -> {
          if (!known.contains(name)) {
            String hint =
                Nearest.to(name, known)
                    .map(key -> path.child(key).text())
                    .or(() -> elsewhere(name))
                    .map(key -> "did you mean " + key + "?")
                    .orElse("expected: one of " + String.join(", ", known));
            String at = path.child(Echo.of(name)).text();
            problems.add(new Problem(at, "unknown key", hint, given.origin().toString()));
          }
        });
  }

  /** A key of this name in another object: the indentation may be wrong. */
  private Optional<String> elsewhere(String name) {
    return everyPath.stream().map(KeyPath::text).filter(p -> p.endsWith("." + name)).findFirst();
  }
}
