package dev.gatehouse.config.load;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.shape.Holds.Listed;
import dev.gatehouse.config.shape.Holds.Nested;
import dev.gatehouse.config.shape.Holds.Single;
import dev.gatehouse.config.shape.KeyPath;
import dev.gatehouse.config.shape.KeyShape;
import dev.gatehouse.config.shape.RecordShape;
import dev.gatehouse.config.value.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a configuration says, key by key, as somebody would write it. */
final class KeyValues {
  private KeyValues() {}

  static Map<String, String> of(GatehouseConfig config) {
    Map<String, String> values = new LinkedHashMap<>();
    collect(RecordShape.of(GatehouseConfig.class), config, KeyPath.ROOT, values);
    return values;
  }

  static void collect(
      RecordShape<?> shape, Record record, KeyPath path, Map<String, String> values) {
    for (KeyShape key : shape.keys()) {
      KeyPath at = path.child(key.name());
      Object value = key.valueIn(record);
      switch (key.holds()) {
        case Single single -> values.put(at.text(), text(single, value));
        case Nested nested -> collect(nested.shape(), (Record) value, at, values);
        case Listed listed -> {
          int index = 0;
          for (Object item : (List<?>) value) {
            collect(listed.shape(), (Record) item, at.item(index++), values);
          }
        }
      }
    }
  }

  private static String text(Single holds, Object value) {
    return holds
        .ofComponent(value)
        .map(v -> v instanceof Secret secret ? secret.reveal() : holds.notation().write(v))
        .map(text -> text.isEmpty() ? "empty" : text)
        .orElse("none");
  }
}
