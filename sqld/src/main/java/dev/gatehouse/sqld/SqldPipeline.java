package dev.gatehouse.sqld;

import dev.gatehouse.sqld.SqldCalls.Reply;
import dev.gatehouse.tenancy.NamespaceId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs Gatehouse's own statements on one namespace of one sqld. */
public final class SqldPipeline implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpUrl url;
  private final SqldCalls calls = new SqldCalls(CONNECT_TIMEOUT, CALL_TIMEOUT);

  /** A client of the user API that listens there. */
  public SqldPipeline(URI base) {
    this.url = HttpUrl.get(base.toString()).newBuilder().addPathSegments("v3/pipeline").build();
  }

  /**
   * Runs the statements one after the other, each for itself, until one is refused; none where one
   * of them is no SQL.
   */
  public List<SqlResult> run(NamespaceId id, String token, List<String> statements)
      throws SqldException {
    return results(send(id, token, steps(statements, false)), statements.size(), 0);
  }

  /** Runs all of the statements, or none of them. */
  public List<SqlResult> runInTransaction(NamespaceId id, String token, List<String> statements)
      throws SqldException {
    List<String> framed = new ArrayList<>();
    framed.add("BEGIN IMMEDIATE");
    framed.addAll(statements);
    framed.add("COMMIT");
    JsonNode batch = send(id, token, steps(framed, true));
    return results(batch, framed.size(), 1).subList(1, framed.size() - 1);
  }

  @Override
  public void close() {
    calls.close();
  }

  private static ArrayNode steps(List<String> statements, boolean inTransaction) {
    ArrayNode steps = JSON.createArrayNode();
    for (int i = 0; i < statements.size(); i++) {
      ObjectNode step = steps.addObject();
      step.putObject("stmt").put("sql", statements.get(i)).put("want_rows", true);
      if (i > 0) {
        step.putObject("condition").put("type", "ok").put("step", i - 1);
      }
    }
    if (inTransaction) {
      ObjectNode undo = steps.addObject();
      undo.putObject("stmt").put("sql", "ROLLBACK");
      undo.putObject("condition").put("type", "not").putObject("cond").put("type", "is_autocommit");
    }
    return steps;
  }

  private JsonNode send(NamespaceId id, String token, ArrayNode steps) throws SqldException {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode requests = body.putArray("requests");
    requests.addObject().put("type", "batch").putObject("batch").set("steps", steps);
    requests.addObject().put("type", "close");
    String name =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(id.value().getBytes(StandardCharsets.US_ASCII));
    Reply reply =
        calls.call(
            new Request.Builder()
                .url(url)
                .header("x-namespace-bin", name)
                .header("authorization", "Bearer " + token)
                .post(
                    RequestBody.create(
                        JSON.writeValueAsBytes(body), MediaType.get("application/json")))
                .build());
    return batch(reply);
  }

  private static JsonNode batch(Reply reply) throws SqldException {
    if (reply.status() != 200) {
      throw switch (reply.status()) {
        case 401 -> new SqldRefusedException("sqld refuses the token");
        case 403 -> new SqldRefusedException("the token does not allow the statement");
        case 404 ->
            new SqldRefusedException(
                "sqld does not know the namespace, or the token is for another one");
        default -> new SqldException("sqld answers a pipeline with status " + reply.status());
      };
    }
    try {
      JsonNode first = JSON.readTree(reply.body()).path("results").path(0);
      if (first.path("type").asString("").equals("error")) {
        throw refusal(first.path("error"), -1);
      }
      return first.path("response").path("result");
    } catch (JacksonException e) {
      throw new SqldException("sqld answers a pipeline with something that is not JSON", e);
    }
  }

  private static List<SqlResult> results(JsonNode batch, int count, int framing)
      throws SqldSqlException {
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

  private static SqldSqlException refusal(JsonNode error, int statement) {
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
      List<@Nullable Object> values = new ArrayList<>();
      for (JsonNode value : row) {
        values.add(value(value));
      }
      rows.add(values);
    }
    return new SqlResult(columns, rows, node.path("affected_row_count").asLong(0));
  }

  private static @Nullable Object value(JsonNode node) {
    return switch (node.path("type").asString("")) {
      case "integer" -> Long.valueOf(node.path("value").asString());
      case "float" -> node.path("value").asDouble();
      case "text" -> node.path("value").asString();
      case "blob" -> Base64.getDecoder().decode(node.path("base64").asString());
      default -> null;
    };
  }
}
