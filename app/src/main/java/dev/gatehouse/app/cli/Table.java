package dev.gatehouse.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What an API answers, in columns for people. */
final class Table {
  private static final String GAP = "  ";
  private static final String NOTHING = "-";
  private static final Pattern MOMENT =
      Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})[.][0-9]+Z");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private Table() {}

  /** A line for each entry under the names of the fields, each a path such as progress.done. */
  static String of(List<JsonNode> entries, String... fields) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of(fields).stream().map(Table::heading).toList());
    for (JsonNode entry : entries) {
      lines.add(List.of(fields).stream().map(field -> cell(at(entry, field))).toList());
    }
    return aligned(lines);
  }

  /** A line for each field of one entry. */
  static String of(JsonNode entry) {
    List<List<String>> lines = new ArrayList<>();
    collect("", entry, lines);
    return aligned(lines);
  }

  private static void collect(String prefix, JsonNode entry, List<List<String>> lines) {
    entry
        .properties()
        .forEach(
            field -> {
              String name = prefix + field.getKey();
              if (field.getValue().isObject()) {
                collect(name + ".", field.getValue(), lines);
              } else {
                lines.add(List.of(name, cell(field.getValue())));
              }
            });
  }

  private static JsonNode at(JsonNode entry, String field) {
    return entry.at("/" + field.replace('.', '/'));
  }

  private static String heading(String field) {
    String name = field.substring(field.lastIndexOf('.') + 1);
    return HUMP.matcher(name).replaceAll(" ").toUpperCase(Locale.ROOT);
  }

  private static String cell(JsonNode value) {
    if (value.isArray()) {
      String joined = value.valueStream().map(Table::cell).collect(Collectors.joining(", "));
      return joined.isEmpty() ? NOTHING : joined;
    }
    if (value.isMissingNode() || value.isNull()) {
      return NOTHING;
    }
    String text = value.isString() ? value.stringValue() : value.toString();
    return text.isEmpty() ? NOTHING : Printable.line(MOMENT.matcher(text).replaceFirst("$1Z"));
  }

  private static String aligned(List<List<String>> lines) {
    int last = lines.isEmpty() ? 0 : lines.getFirst().size() - 1;
    int[] widths =
        IntStream.range(0, last)
            .map(column -> lines.stream().mapToInt(line -> width(line.get(column))).max().orElse(0))
            .toArray();
    return lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining("\n"));
  }

  private static String aligned(List<String> cells, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      line.append(cell).append(" ".repeat(widths[i] - width(cell))).append(GAP);
    }
    return line.append(cells.getLast()).toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
