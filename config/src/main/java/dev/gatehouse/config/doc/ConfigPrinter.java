package dev.gatehouse.config.doc;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.load.LoadedConfig;
import dev.gatehouse.config.shape.Form;
import dev.gatehouse.config.shape.Holds.Listed;
import dev.gatehouse.config.shape.Holds.Nested;
import dev.gatehouse.config.shape.Holds.Single;
import dev.gatehouse.config.shape.KeyPath;
import dev.gatehouse.config.shape.KeyShape;
import dev.gatehouse.config.shape.RecordShape;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The configuration in effect, as YAML with the origin of each value; secrets are not shown. */
public final class ConfigPrinter {
  private static final Pattern SAFE_UNQUOTED =
      Pattern.compile("[A-Za-z0-9./][A-Za-z0-9./:_+-]*[A-Za-z0-9./_+-]|[A-Za-z0-9.]");
  private static final Pattern READ_OTHERWISE = Pattern.compile("null|true|false");

  private final LoadedConfig loaded;
  private final StringBuilder yaml = new StringBuilder();

  private ConfigPrinter(LoadedConfig loaded) {
    this.loaded = loaded;
  }

  /** The YAML text. */
  public static String print(LoadedConfig loaded) {
    var printer = new ConfigPrinter(loaded);
    printer.object(RecordShape.of(GatehouseConfig.class), loaded.config(), KeyPath.ROOT, "");
    return printer.yaml.toString();
  }

  private void object(RecordShape<?> shape, Record record, KeyPath path, String indent) {
    String lead = indent;
    for (KeyShape key : shape.keys()) {
      yaml.append(lead).append(key.name()).append(':');
      value(key, key.valueIn(record), path.child(key.name()), indent.replace('-', ' '));
      lead = indent.replace('-', ' ');
    }
  }

  private void value(KeyShape key, Object value, KeyPath path, String indent) {
    switch (key.holds()) {
      case Single single -> {
        yaml.append(' ').append(single.textOf(value).map(t -> written(single, t)).orElse("null"));
        yaml.append("  # ").append(loaded.originOf(path)).append('\n');
      }
      case Nested nested -> {
        yaml.append('\n');
        object(nested.shape(), (Record) value, path, indent + "  ");
      }
      case Listed listed -> list(listed, (List<?>) value, path, indent);
    }
  }

  private void list(Listed listed, List<?> items, KeyPath path, String indent) {
    yaml.append(items.isEmpty() ? " []  # " + loaded.originOf(path) + "\n" : "\n");
    for (int i = 0; i < items.size(); i++) {
      object(listed.shape(), (Record) items.get(i), path.item(i), indent + "  - ");
    }
  }

  private static String written(Single holds, String text) {
    if (holds.notation().form() != Form.LIST) {
      return quoted(text);
    }
    return Arrays.stream(text.split(","))
        .filter(item -> !item.isEmpty())
        .map(ConfigPrinter::quoted)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    if (SAFE_UNQUOTED.matcher(text).matches() && !READ_OTHERWISE.matcher(text).matches()) {
      return text;
    }
    var quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c == '\n') {
                quoted.append("\\n");
              } else if (Character.isISOControl(c)) {
                quoted.append("\\x%02x".formatted(c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
