package dev.gatehouse.config.shape;

import dev.gatehouse.config.shape.Holds.Listed;
import dev.gatehouse.config.shape.Holds.Nested;
import dev.gatehouse.config.shape.Holds.Single;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A configuration record as an object of keys.
 *
 * @param type the record
 * @param keys its keys, in its order
 * @param defaults the record of what nobody gave
 */
public record RecordShape<R extends Record>(Class<R> type, List<KeyShape> keys, R defaults) {

  /**
   * A key that holds one value.
   *
   * @param path where it stands, at index 0 of every list above it
   */
  public record Leaf(KeyPath path, KeyShape key, Single holds) {

    /** The variables that override it: its own, then those that refer to its value. */
    public List<String> variables() {
      List<String> references = holds.notation().form().references();
      return Stream.concat(Stream.of(path), references.stream().map(path::child))
          .map(KeyPath::variable)
          .toList();
    }
  }

  /** The shape of a record that has {@code DEFAULTS}. */
  public static <R extends Record> RecordShape<R> of(Class<R> type) {
    List<KeyShape> keys = Arrays.stream(type.getRecordComponents()).map(KeyShape::of).toList();
    try {
      return new RecordShape<>(type, keys, type.cast(type.getField("DEFAULTS").get(null)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("without DEFAULTS: " + type, e);
    }
  }

  /** The record of these values, one for each key. */
  public R construct(List<Object> values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getConstructor(types).newInstance(values.toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + type, e);
    }
  }

  /** Every key below a path that holds one value, in the order of the manual. */
  public Stream<Leaf> leaves(KeyPath path) {
    return keys.stream().flatMap(key -> leaves(key, path.child(key.name())));
  }

  private static Stream<Leaf> leaves(KeyShape key, KeyPath path) {
    return switch (key.holds()) {
      case Single single -> Stream.of(new Leaf(path, key, single));
      case Nested nested -> nested.shape().leaves(path);
      case Listed listed -> listed.shape().leaves(path.item(0));
    };
  }
}
