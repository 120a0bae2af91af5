package dev.gatehouse.config.shape;

import dev.gatehouse.config.Key;
import dev.gatehouse.config.shape.Holds.Listed;
import dev.gatehouse.config.shape.Holds.Nested;
import dev.gatehouse.config.shape.Holds.Single;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/**
 * One key of an object.
 *
 * @param name as written in YAML
 * @param key what the manual says
 * @param holds what stands there
 * @param component where a record keeps it
 */
public record KeyShape(String name, Key key, Holds holds, RecordComponent component) {

  static KeyShape of(RecordComponent component) {
    Key key = component.getAnnotation(Key.class);
    if (key == null) {
      throw new IllegalArgumentException("without @Key: " + component);
    }
    String name = key.name().isEmpty() ? component.getName() : key.name();
    return new KeyShape(name, key, holds(component, key), component);
  }

  private static Holds holds(RecordComponent component, Key key) {
    Class<?> type = component.getType();
    if (isObject(type)) {
      return new Nested(RecordShape.of(type.asSubclass(Record.class)));
    }
    if (type == List.class) {
      return listed(argument(component));
    }
    boolean optional = type == Optional.class;
    Notation<?> notation = Notation.of(optional ? argument(component) : type);
    Optional<Bounds> bounds =
        key.bounds().isEmpty()
            ? Optional.empty()
            : Optional.of(Bounds.parse(key.bounds(), notation));
    return new Single(notation, optional, bounds);
  }

  private static Holds listed(Class<?> item) {
    return isObject(item)
        ? new Listed(RecordShape.of(item.asSubclass(Record.class)))
        : new Single(Notation.ofList(Notation.of(item)), false, Optional.empty());
  }

  private static boolean isObject(Class<?> type) {
    return type.isRecord() && !type.getPackage().getName().endsWith(".value");
  }

  private static Class<?> argument(RecordComponent component) {
    Type argument = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    return (Class<?>) argument;
  }

  /** What a record has at this key. */
  public Object valueIn(Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
