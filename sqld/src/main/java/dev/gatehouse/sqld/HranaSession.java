package dev.gatehouse.sqld;

import dev.gatehouse.sqld.SqldCalls.Reply;
import dev.gatehouse.tenancy.NamespaceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A {@link SqlSession} on a Hrana stream over HTTP, each call with a token of its own. */
final class HranaSession implements SqlSession {
  private static final Logger log = LoggerFactory.getLogger(HranaSession.class);
  private static final MediaType JSON_TYPE = MediaType.get("application/json");

  private static final int LOOKS_MAX = 3;

  private final SqldCalls calls;
  private final HttpUrl base;
  private final String namespace;
  private final Supplier<String> token;
  private @Nullable String baton;

  HranaSession(SqldCalls calls, HttpUrl base, NamespaceId id, Supplier<String> token) {
    this.calls = calls;
    this.base = base;
    this.namespace =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(id.value().getBytes(StandardCharsets.US_ASCII));
    this.token = token;
  }

  @Override
  public List<SqlResult> run(List<SqlStatement> statements) throws SqldException {
    ObjectNode body = HranaJson.JSON.createObjectNode();
    body.put("baton", baton);
    body.putArray("requests")
        .addObject()
        .put("type", "batch")
        .putObject("batch")
        .set("steps", HranaJson.steps(statements));
    Reply reply = calls.call(request("v3/pipeline", body));
    // With many namespaces in use, sqld now and then does not find one that it has.
    for (int i = 1; i < LOOKS_MAX && baton == null && reply.status() == 404; i++) {
      reply = calls.call(request("v3/pipeline", body));
    }
    baton = null;
    return HranaJson.results(batch(reply), statements.size(), 0);
  }

  private JsonNode batch(Reply reply) throws SqldException {
    SqldPipeline.checkStatus(reply);
    try {
      JsonNode answer = HranaJson.JSON.readTree(reply.body());
      baton = answer.path("baton").asString(null);
      JsonNode first = answer.path("results").path(0);
      if (first.path("type").asString("").equals("error")) {
        throw HranaJson.refusal(first.path("error"), -1);
      }
      return first.path("response").path("result");
    } catch (JacksonException e) {
      throw new SqldException("sqld answers a pipeline with something that is not JSON", e);
    }
  }

  @Override
  public void read(String sql, RowConsumer rows) throws IOException {
    ObjectNode body = HranaJson.JSON.createObjectNode();
    body.put("baton", baton);
    ArrayNode steps = HranaJson.steps(List.of(new SqlStatement(sql)));
    body.putObject("batch").set("steps", steps);
    baton = null;
    boolean[] ended = {false};
    calls.lines(request("v3/cursor", body), line -> ended[0] |= entry(line, rows));
    if (!ended[0]) {
      throw new SqldException("sqld broke off while it sent rows");
    }
  }

  /** Takes one line of a cursor; true where it ends the statement. */
  private boolean entry(String line, RowConsumer rows) throws IOException {
    JsonNode entry;
    try {
      entry = HranaJson.JSON.readTree(line);
    } catch (JacksonException e) {
      throw new SqldException("sqld answers a cursor with something that is not JSON", e);
    }
    switch (entry.path("type").asString("")) {
      case "row" -> rows.row(HranaJson.row(entry.path("row")));
      case "step_end" -> {
        return true;
      }
      case "step_error", "error" -> throw HranaJson.refusal(entry.path("error"), 0);
      case "" -> baton = entry.path("baton").asString(null);
      default -> {}
    }
    return false;
  }

  private Request request(String path, ObjectNode body) {
    return new Request.Builder()
        .url(base.newBuilder().addPathSegments(path).build())
        .header("x-namespace-bin", namespace)
        .header("authorization", "Bearer " + token.get())
        .post(RequestBody.create(HranaJson.JSON.writeValueAsBytes(body), JSON_TYPE))
        .build();
  }

  @Override
  public void close() {
    if (baton == null) {
      return;
    }
    ObjectNode body = HranaJson.JSON.createObjectNode();
    body.put("baton", baton);
    body.putArray("requests").addObject().put("type", "close");
    baton = null;
    try {
      var _ = calls.call(request("v3/pipeline", body));
    } catch (SqldException e) {
      log.atDebug().setCause(e).log("a session is left for sqld to end");
    }
  }
}
