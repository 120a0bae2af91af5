package dev.gatehouse.loadtest.scenario.revocation;

import dev.gatehouse.loadtest.load.Asks;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RawMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** All that a right is used for at once. */
final class Uses implements AutoCloseable {
  private static final String REPLICATION = "/wal_log.ReplicationLog/";
  private static final String COUNT = "select count(*) from t";
  private static final byte[] FIRST_FRAME = {0, 0, 0, 0, 2, 0x08, 0x01};
  private static final Pattern BATON = Pattern.compile("\"baton\":\"([^\"]+)\"");
  private static final Pattern SESSION =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final List<Hold> holds = new ArrayList<>();
  private final URI url;
  private final Right right;

  private Uses(URI url, Right right) {
    this.url = url;
    this.right = right;
  }

  static Uses begin(HttpClient http, URI url, Right right) throws Exception {
    var uses = new Uses(url, right);
    try {
      uses.holds.add(new Session(http, url, right));
      uses.holds.add(uses.baton());
      uses.holds.add(uses.requests());
      String session = uses.hello();
      uses.holds.add(uses.batches(session));
      uses.holds.add(
          new Lasting(
              "replication stream", url, uses.replication("LogEntries", session), right.way()));
      uses.holds.add(
          new Lasting("change feed", url, uses.get("/beta/listen?table=t"), right.way()));
      return uses;
    } catch (Exception e) {
      uses.close();
      throw e;
    }
  }

  /** Leaves a transaction open as well, for whose lock another token waits. */
  Uses withLock(String otherToken) throws IOException {
    holds.add(new Lock(url, onStream("null", "begin immediate"), otherToken));
    return this;
  }

  List<Hold> holds() {
    return holds;
  }

  private Hold requests() throws IOException {
    byte[] ask = Asks.pipeline(right.token(), COUNT);
    return new Asking("HTTP request", url, right.way(), ask, _ -> ask);
  }

  private Hold baton() throws IOException {
    return new Asking(
        "HTTP baton",
        url,
        right.way(),
        onStream("null", COUNT),
        answer ->
            onStream(
                BATON
                    .matcher(answer.text())
                    .results()
                    .map(found -> "\"" + found.group(1) + "\"")
                    .findFirst()
                    .orElse("null"),
                COUNT));
  }

  private byte[] onStream(String baton, String sql) {
    return Asks.post(
        "/v2/pipeline",
        right.token(),
        """
        {"baton":%s,"requests":[{"type":"execute","stmt":{"sql":"%s"}}]}"""
            .formatted(baton, sql));
  }

  private Hold batches(String session) throws IOException {
    byte[] ask = replication("BatchLogEntries", session);
    return new Asking("replication request", url, right.way(), ask, _ -> ask);
  }

  /** Begins to replicate, and returns what names the session. */
  private String hello() throws IOException {
    try (RawHttp connection = RawHttp.connect(url)) {
      RawMessage answer = connection.send(replication("Hello", "")).read();
      List<String> ids = SESSION.matcher(answer.raw()).results().map(MatchResult::group).toList();
      if (ids.isEmpty()) {
        throw new IOException("no replication: " + answer.headers() + answer.text());
      }
      return ids.getLast();
    }
  }

  private byte[] replication(String method, String session) {
    String head =
        "POST %s HTTP/1.1\r\n%scontent-type: application/grpc-web+proto\r\nte: trailers\r\n"
                .formatted(REPLICATION + method, common())
            + (session.isEmpty() ? "" : "x-session-token: " + session + "\r\n")
            + "content-length: 7\r\n\r\n";
    byte[] begin = head.getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[begin.length + FIRST_FRAME.length];
    System.arraycopy(begin, 0, request, 0, begin.length);
    System.arraycopy(FIRST_FRAME, 0, request, begin.length, FIRST_FRAME.length);
    return request;
  }

  private byte[] get(String path) {
    return "GET %s HTTP/1.1\r\n%s\r\n"
        .formatted(path, common())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private String common() {
    return "host: gatehouse\r\nauthorization: Bearer " + right.token() + "\r\n";
  }

  @Override
  public void close() throws IOException {
    for (Hold hold : holds) {
      hold.close();
    }
  }
}
