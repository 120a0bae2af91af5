package dev.gatehouse.loadtest.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What clients ask, as bytes. */
public final class Asks {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Asks() {}

  /** An HTTP request that runs statements, each its own, on a stream that it closes. */
  public static byte[] pipeline(String token, String... statements) {
    String executes =
        List.of(statements).stream()
            .map(sql -> "{\"type\":\"execute\",\"stmt\":{\"sql\":%s}},".formatted(quoted(sql)))
            .collect(Collectors.joining());
    return post(
        "/v2/pipeline", token, "{\"requests\":[%s{\"type\":\"close\"}]}".formatted(executes));
  }

  /** The same as the only request of its connection. */
  public static byte[] onlyPipeline(String token, String sql) {
    String execute = "{\"type\":\"execute\",\"stmt\":{\"sql\":%s}}".formatted(quoted(sql));
    return post(
        "/v2/pipeline",
        token,
        "connection: close\r\n",
        "{\"requests\":[%s,{\"type\":\"close\"}]}".formatted(execute));
  }

  /** Any HTTP request with a body of JSON. */
  public static byte[] post(String path, String token, String json) {
    return post(path, token, "", json);
  }

  private static byte[] post(String path, String token, String header, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        """
        POST %s HTTP/1.1\r
        host: gatehouse\r
        authorization: Bearer %s\r
        content-type: application/json\r
        %scontent-length: %d\r
        \r
        """
            .formatted(path, token, header, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  /** A WebSocket message that runs a statement on the session's stream. */
  public static byte[] execute(String sql) {
    return """
    {"type":"request","request_id":2,"request":\
    {"type":"execute","stream_id":1,"stmt":{"sql":%s}}}"""
        .formatted(quoted(sql))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }
}
