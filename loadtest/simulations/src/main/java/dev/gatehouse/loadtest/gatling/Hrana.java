package dev.gatehouse.loadtest.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;
import static io.gatling.javaapi.http.HttpDsl.ws;

import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.List;

/** What virtual users ask, and how an answer is told from a wrong one. */
final class Hrana {
  static final String WARM_UP = "warm up";

  /** The counter that {@link #add} takes its row's key from. */
  static final String ID = "id";

  /** What {@link #readOrBeRefused} was answered with. */
  static final String STATUS = "status";

  /** Gatling counts a message that was sent apart from its answer. */
  private static final String SENT = "message sent";

  private static final int WARM_UP_USERS_MAX = 200;
  private static final long PATIENCE_SECONDS = 30;
  private static final String SELECT = "select label from gatehouse_load where id = 0";
  private static final String READ =
      """
      {"requests":[{"type":"execute","stmt":{"sql":"%s"}},{"type":"close"}]}"""
          .formatted(SELECT);

  /** Asking twice is asking once: a client may not know whether its first try arrived. */
  private static final String ADD =
      """
      {"requests":[{"type":"execute","stmt":{"sql":\
      "insert into gatehouse_load values (?, 'added') on conflict do nothing",\
      "args":[{"type":"integer","value":"#{id}"}]}},{"type":"close"}]}""";

  private static final String HELLO =
      """
      {"type":"hello","jwt":"#{token}"}""";
  private static final String OPEN_STREAM =
      """
      {"type":"request","request_id":1,"request":{"type":"open_stream","stream_id":1}}""";
  private static final String EXECUTE =
      """
      {"type":"request","request_id":2,"request":\
      {"type":"execute","stream_id":1,"stmt":{"sql":"%s"}}}"""
          .formatted(SELECT);

  private Hrana() {}

  /** Virtual users of one simulation share their connections, as one application server does. */
  static HttpProtocolBuilder protocol(Run run) {
    return connections(run).shareConnections();
  }

  /** The same, each user with connections of its own. */
  static HttpProtocolBuilder connections(Run run) {
    String url = run.url().toString();
    return http.baseUrl(url)
        .wsBaseUrl("ws" + url.substring("http".length()))
        .disableWarmUp()
        .userAgentHeader("gatehouse-loadtest");
  }

  private static HttpRequestActionBuilder pipeline(String name, String body) {
    return http(name)
        .post("/v2/pipeline")
        .header("authorization", "Bearer #{token}")
        .header("content-type", "application/json")
        .body(StringBody(body));
  }

  /** Asks the database whose it is, over HTTP. */
  static HttpRequestActionBuilder read(Run run, String name) {
    return pipeline(name, READ).check(status().is(200)).check(isTheirs(run));
  }

  /** The answer's label is the user's own. */
  static CheckBuilder isTheirs(Run run) {
    return label(run, "$.results[0].response.result.rows[0][0].value");
  }

  private static CheckBuilder label(Run run, String path) {
    return jsonPath(path)
        .transformWithSession(
            (label, session) -> run.seen(label, session.getString(Account.LABEL) + ""))
        .isEL("#{label}");
  }

  /** The same question, whatever the status; it may be refused for asking too much. */
  static HttpRequestActionBuilder readOrBeRefused(String name) {
    return pipeline(name, READ).check(status().in(200, 429).saveAs(STATUS));
  }

  /** Adds a row to the user's database, once however often it is asked. */
  static HttpRequestActionBuilder add(String name) {
    return pipeline(name, ADD)
        .check(status().is(200))
        .check(jsonPath("$.results[0].type").is("ok"));
  }

  /** Opens a session with one stream in it: connect, hello, open stream. */
  static ChainBuilder openSession() {
    return exec(ws("connect").connect("/").subprotocol("hrana3"))
        .exec(send("hello", HELLO, jsonPath("$.type").is("hello_ok")))
        .exec(send("open stream", OPEN_STREAM, jsonPath("$.type").is("response_ok")));
  }

  /** Asks the database whose it is, on the session's stream. */
  static ActionBuilder execute(Run run, String name) {
    return send(name, EXECUTE, label(run, "$.response.result.rows[0][0].value"));
  }

  static ActionBuilder closeSession() {
    return ws("close").close();
  }

  private static ActionBuilder send(String name, String text, CheckBuilder check) {
    return ws(SENT)
        .sendText(text)
        .await(PATIENCE_SECONDS)
        .on(ws.checkTextMessage(name).check(check));
  }

  /** Reads that bring both sides up to speed, as {@value #WARM_UP}. */
  static PopulationBuilder warmUp(Run run, List<Account> accounts, int usersPerSecond) {
    int rate = Math.min(usersPerSecond, WARM_UP_USERS_MAX);
    int seconds = run.shape().warmUpSeconds();
    return scenario(WARM_UP)
        .feed(Feeders.inTurn(accounts))
        .exec(read(run, WARM_UP))
        .injectOpen(
            rampUsersPerSec(1).to(rate).during(seconds), constantUsersPerSec(rate).during(seconds));
  }
}
