package dev.gatehouse.sqld;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Hrana's batches and their results as JSON. */
final class HranaJson {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private HranaJson() {}

  /** Steps that run one after the other as long as none is refused. */
  static ArrayNode steps(List<SqlStatement> statements) {
    ArrayNode steps = JSON.createArrayNode();
    for (int i = 0; i < statements.size(); i++) {
      SqlStatement statement = statements.get(i);
      ObjectNode step = steps.addObject();
      ObjectNode stmt = step.putObject("stmt");
      stmt.put("sql", statement.sql()).put("want_rows", true);
      if (!statement.arguments().isEmpty()) {
        ArrayNode arguments = stmt.putArray("args");
        statement.arguments().forEach(argument -> write(argument, arguments.addObject()));
      }
      if (i > 0) {
        step.putObject("condition").put("type", "ok").put("step", i - 1);
      }
    }
    return steps;
  }

  private static void write(@Nullable Object value, ObjectNode node) {
    switch (value) {
      case null -> node.put("type", "null");
      case Long number -> node.put("type", "integer").put("value", number.toString());
      case Double number -> node.put("type", "float").put("value", number);
      case String text -> node.put("type", "text").put("value", text);
      case byte[] bytes ->
          node.put("type", "blob").put("base64", Base64.getEncoder().encodeToString(bytes));
      default -> throw new IllegalArgumentException("not an SQL value: " + value.getClass());
    }
  }

  /**
   * The results of the first so many steps of a batch.
   *
   * @param framing how many steps before the caller's own there are
   */
  static List<SqlResult> results(JsonNode batch, int count, int framing) throws SqldSqlException {
    JsonNode errors = batch.path("step_errors");
    for (int i = 0; i < errors.size(); i++) {
      if (errors.get(i).isObject()) {
        throw refusal(errors.get(i), Math.max(0, i - framing));
      }
    }
    List<SqlResult> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(result(batch.path("step_results").path(i)));
    }
    return results;
  }

  static SqldSqlException refusal(JsonNode error, int statement) {
    return new SqldSqlException(
        error.path("message").asString(""), error.path("code").asString(""), statement);
  }

  private static SqlResult result(JsonNode node) {
    List<String> columns = new ArrayList<>();
    for (JsonNode column : node.path("cols")) {
      columns.add(column.path("name").asString(""));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (JsonNode row : node.path("rows")) {
      rows.add(row(row));
    }
    return new SqlResult(columns, rows, node.path("affected_row_count").asLong(0));
  }

  static List<@Nullable Object> row(JsonNode row) {
    List<@Nullable Object> values = new ArrayList<>(row.size());
    for (JsonNode value : row) {
      values.add(value(value));
    }
    return values;
  }

  private static @Nullable Object value(JsonNode node) {
    return switch (node.path("type").asString("")) {
      case "integer" -> Long.valueOf(node.path("value").asString());
      // JSON has no infinity: sqld writes null, and drops the sign.
      case "float" ->
          node.path("value").isNull()
              ? Double.valueOf(Double.POSITIVE_INFINITY)
              : Double.valueOf(node.path("value").asDouble());
      case "text" -> node.path("value").asString();
      case "blob" -> Base64.getDecoder().decode(node.path("base64").asString());
      default -> null;
    };
  }
}
