package dev.gatehouse.config.shape;

import java.util.Optional;

/** What stands at a key. */
public sealed interface Holds {

  /**
   * One value.
   *
   * @param optional whether there may be none
   */
  record Single(Notation<?> notation, boolean optional, Optional<Bounds> bounds) implements Holds {

    /** What a value here must be, in words. */
    public String expectation() {
      return notation.name() + bounds.map(b -> ", " + b.text()).orElse("");
    }

    /** A value as a record keeps it. */
    public Object toComponent(Object value) {
      return optional ? Optional.of(value) : value;
    }

    /** The value that a record keeps, if any. */
    public Optional<?> ofComponent(Object component) {
      return component instanceof Optional<?> value ? value : Optional.of(component);
    }

    /** The text of the value that a record keeps, if any. */
    public Optional<String> textOf(Object component) {
      return ofComponent(component).map(notation::write);
    }
  }

  /** An object with keys of its own. */
  record Nested(RecordShape<?> shape) implements Holds {}

  /** A list of objects. */
  record Listed(RecordShape<?> shape) implements Holds {}
}
