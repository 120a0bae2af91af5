package dev.gatehouse.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the answers of the API say. */
final class Answers {
  private static final JsonMapper JSON = new JsonMapper();

  private Answers() {}

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  static JsonNode json(int status, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    return json(response);
  }

  static void assertProblem(int status, String code, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(code, json(response).get("code").asString());
  }

  static List<String> wrongFields(HttpResponse<String> response) {
    assertProblem(400, "invalid", response);
    var fields = new ArrayList<String>();
    json(response).get("errors").forEach(error -> fields.add(error.get("field").asString()));
    return fields;
  }

  static String etag(HttpResponse<String> response) {
    return response.headers().firstValue("etag").orElseThrow();
  }
}
