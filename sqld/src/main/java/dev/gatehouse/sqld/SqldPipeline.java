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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs Gatehouse's own statements on one namespace of one sqld. */
public final class SqldPipeline implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

  private final HttpUrl url;
  private final SqldCalls calls;

  /** A client of the user API that listens there. */
  public SqldPipeline(URI base) {
    this.url = HttpUrl.get(base.toString()).newBuilder().addPathSegments("v3/pipeline").build();
    this.calls = new SqldCalls(url, CONNECT_TIMEOUT, CALL_TIMEOUT);
  }

  /**
   * Runs the statements one after the other, each for itself, until one is refused; none where one
   * of them is no SQL.
   */
  public List<SqlResult> run(NamespaceId id, String token, List<String> statements)
      throws SqldException {
    return HranaJson.results(send(id, token, steps(statements, false)), statements.size(), 0);
  }

  /** Runs all of the statements, or none of them. */
  public List<SqlResult> runInTransaction(NamespaceId id, String token, List<String> statements)
      throws SqldException {
    List<String> framed = new ArrayList<>();
    framed.add("BEGIN IMMEDIATE");
    framed.addAll(statements);
    framed.add("COMMIT");
    JsonNode batch = send(id, token, steps(framed, true));
    return HranaJson.results(batch, framed.size(), 1).subList(1, framed.size() - 1);
  }

  @Override
  public void close() {
    calls.close();
  }

  private static ArrayNode steps(List<String> statements, boolean inTransaction) {
    ArrayNode steps = HranaJson.steps(statements.stream().map(SqlStatement::new).toList());
    if (inTransaction) {
      ObjectNode undo = steps.addObject();
      undo.putObject("stmt").put("sql", "ROLLBACK");
      undo.putObject("condition").put("type", "not").putObject("cond").put("type", "is_autocommit");
    }
    return steps;
  }

  private JsonNode send(NamespaceId id, String token, ArrayNode steps) throws SqldException {
    ObjectNode body = HranaJson.JSON.createObjectNode();
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
                        HranaJson.JSON.writeValueAsBytes(body), MediaType.get("application/json")))
                .build());
    return batch(reply);
  }

  private static JsonNode batch(Reply reply) throws SqldException {
    checkStatus(reply);
    try {
      JsonNode first = HranaJson.JSON.readTree(reply.body()).path("results").path(0);
      if (first.path("type").asString("").equals("error")) {
        throw HranaJson.refusal(first.path("error"), -1);
      }
      return first.path("response").path("result");
    } catch (JacksonException e) {
      throw new SqldException("sqld answers a pipeline with something that is not JSON", e);
    }
  }

  static void checkStatus(Reply reply) throws SqldException {
    switch (reply.status()) {
      case 200 -> {}
      case 401 -> throw new SqldRefusedException("sqld refuses the token");
      case 403 -> throw new SqldRefusedException("the token does not allow the statement");
      case 404 ->
          throw new SqldRefusedException(
              "sqld does not know the namespace, or the token is for another one");
      default -> throw new SqldException("sqld answers a pipeline with status " + reply.status());
    }
  }
}
