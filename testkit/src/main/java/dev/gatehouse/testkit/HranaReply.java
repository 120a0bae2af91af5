package dev.gatehouse.testkit;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back for a request to a pipeline.
 *
 * @param status the HTTP status
 * @param headers the HTTP headers
 * @param body the body, as it came
 */
public record HranaReply(int status, HttpHeaders headers, String body) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public JsonNode json() {
    return JSON.readTree(body);
  }

  /** The rows of one statement of the pipeline, each value as text. */
  public List<List<String>> rows(int statement) {
    JsonNode result = json().path("results").path(statement);
    if (status != 200 || !result.path("type").asString("").equals("ok")) {
      throw new AssertionError("no rows of statement " + statement + " in " + this);
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : result.path("response").path("result").path("rows")) {
      List<String> values = new ArrayList<>();
      for (JsonNode value : row) {
        values.add(value.path("value").asString(value.path("base64").asString("null")));
      }
      rows.add(values);
    }
    return rows;
  }

  /** The single value of the first statement, as text. */
  public String value() {
    return rows(0).getFirst().getFirst();
  }

  /** The code of one statement's error. */
  public String errorCode(int statement) {
    return json().path("results").path(statement).path("error").path("code").asString("");
  }

  /** The code of a refusal of the whole request. */
  public String code() {
    return json().path("code").asString("");
  }

  /** The baton of a stream that stays open, or an empty text. */
  public String baton() {
    return json().path("baton").asString("");
  }

  @Override
  public String toString() {
    return status + " " + body;
  }
}
