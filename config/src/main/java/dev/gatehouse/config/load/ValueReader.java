package dev.gatehouse.config.load;

import dev.gatehouse.config.load.Given.Fields;
import dev.gatehouse.config.load.Given.Items;
import dev.gatehouse.config.load.Given.Text;
import dev.gatehouse.config.shape.Bounds;
import dev.gatehouse.config.shape.Form;
import dev.gatehouse.config.shape.Holds.Single;
import dev.gatehouse.config.shape.KeyPath;
import java.util.ArrayList;
import java.util.Optional;

/** Makes a value of what was given for one key, or reports why it cannot. */
final class ValueReader {
  private final References references;
  private final Problems problems;

  ValueReader(References references, Problems problems) {
    this.references = references;
    this.problems = problems;
  }

  Optional<Object> read(Single holds, KeyPath path, Given given) {
    Form form = holds.notation().form();
    if (given instanceof Text text) {
      if (form == Form.SECRET && !(given.origin() instanceof Origin.Variable)) {
        problems.expected(
            path,
            "a literal",
            "{file: PATH} or {env: NAME}, never the secret itself",
            text.origin());
        return Optional.empty();
      }
      return value(holds, path, text);
    }
    if (given instanceof Items list && form == Form.LIST) {
      return joined(holds, path, list).flatMap(text -> value(holds, path, text));
    }
    if (given instanceof Fields fields && !form.references().isEmpty()) {
      return references.follow(form, path, fields).flatMap(text -> value(holds, path, text));
    }
    problems.expected(path, given.kind(), holds.expectation(), given.origin());
    return Optional.empty();
  }

  private Optional<Text> joined(Single holds, KeyPath path, Items list) {
    var texts = new ArrayList<String>();
    for (Given item : list.items()) {
      if (item instanceof Text text) {
        texts.add(text.text());
      } else {
        KeyPath at = path.item(list.items().indexOf(item));
        problems.expected(at, item.kind(), holds.expectation(), item.origin());
        return Optional.empty();
      }
    }
    return Optional.of(new Text(String.join(",", texts), list.origin()));
  }

  private Optional<Object> value(Single holds, KeyPath path, Text text) {
    Optional<?> value = holds.notation().read(text.text());
    if (value.isEmpty()) {
      problems.expected(path, found(holds, text), holds.expectation(), text.origin());
      return Optional.empty();
    }
    Object present = value.get();
    Optional<Bounds> bounds = holds.bounds();
    if (bounds.isPresent() && !bounds.get().allow(holds.notation().sizeOf(present))) {
      problems.expected(path, found(holds, text), bounds.get().text(), text.origin());
      return Optional.empty();
    }
    return Optional.of(present);
  }

  private static String found(Single holds, Text text) {
    if (text.text().isEmpty()) {
      return "empty";
    }
    Form form = holds.notation().form();
    return form == Form.PLAIN || form == Form.LIST ? Echo.of(text.text()) : "another text";
  }
}
