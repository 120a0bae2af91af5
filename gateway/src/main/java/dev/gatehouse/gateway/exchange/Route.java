package dev.gatehouse.gateway.exchange;

import io.netty.handler.codec.http.HttpMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The public listener's routes, matched to the letter; nothing else exists. */
public enum Route {
  PIPELINE_V2(HttpMethod.POST, "/v2/pipeline", Payload.PIPELINE),
  PIPELINE_V3(HttpMethod.POST, "/v3/pipeline", Payload.PIPELINE),
  PIPELINE_V3_PROTOBUF(HttpMethod.POST, "/v3-protobuf/pipeline", Payload.PIPELINE_PROTOBUF),
  CURSOR_V3(HttpMethod.POST, "/v3/cursor", Payload.CURSOR),
  CURSOR_V3_PROTOBUF(HttpMethod.POST, "/v3-protobuf/cursor", Payload.CURSOR_PROTOBUF),
  LEGACY(HttpMethod.POST, "/", Payload.LEGACY),
  LEGACY_EXECUTE(HttpMethod.POST, "/v1/execute", Payload.LEGACY_EXECUTE),
  LEGACY_BATCH(HttpMethod.POST, "/v1/batch", Payload.LEGACY_BATCH),
  WEBSOCKET(HttpMethod.GET, "/", Payload.NONE),
  DUMP(HttpMethod.GET, "/dump", Payload.NONE, "preserve_row_ids"),
  CHANGE_FEED(HttpMethod.GET, "/beta/listen", Payload.NONE, "table", "action"),
  REPLICATION_HELLO(HttpMethod.POST, "/wal_log.ReplicationLog/Hello", Payload.REPLICATION),
  REPLICATION_ENTRIES(HttpMethod.POST, "/wal_log.ReplicationLog/LogEntries", Payload.REPLICATION),
  REPLICATION_BATCH(
      HttpMethod.POST, "/wal_log.ReplicationLog/BatchLogEntries", Payload.REPLICATION),
  REPLICATION_SNAPSHOT(HttpMethod.POST, "/wal_log.ReplicationLog/Snapshot", Payload.REPLICATION),
  PROXY_EXECUTE(HttpMethod.POST, "/proxy.Proxy/Execute", Payload.PROXY_EXECUTE),
  PROXY_DESCRIBE(HttpMethod.POST, "/proxy.Proxy/Describe", Payload.PROXY_DESCRIBE),
  PROXY_DISCONNECT(HttpMethod.POST, "/proxy.Proxy/Disconnect", Payload.PROXY_DISCONNECT),
  AUTH_TOKEN(HttpMethod.POST, "/auth/token", Payload.IDENTITY),
  SUPABASE_WEBHOOK(HttpMethod.POST, "/webhooks/supabase", Payload.IDENTITY),
  KEY_SET(HttpMethod.GET, "/.well-known/jwks.json", Payload.IDENTITY),
  PROBE_V1(HttpMethod.GET, "/v1", "This is sqld HTTP API v1"),
  PROBE_V2(HttpMethod.GET, "/v2", "Hello, this is HTTP API v2 (Hrana over HTTP)"),
  PROBE_V3(HttpMethod.GET, "/v3", "Hello, this is HTTP API v2 (Hrana over HTTP)"),
  PROBE_V3_PROTOBUF(HttpMethod.GET, "/v3-protobuf", "Hello, this is HTTP API v2 (Hrana over HTTP)"),
  HEALTH(HttpMethod.GET, "/health", ""),
  VERSION(HttpMethod.GET, "/version", "gatehouse"),
  /** What a browser asks about another route before it calls it; no path of its own. */
  PREFLIGHT(HttpMethod.OPTIONS, "", "");

  private static final Map<String, List<Route>> BY_PATH =
      Arrays.stream(values())
          .filter(route -> route != WEBSOCKET)
          .filter(route -> !route.method().equals(HttpMethod.OPTIONS))
          .collect(Collectors.groupingBy(Route::path));

  private final HttpMethod method;
  private final String path;
  private final Payload payload;
  private final Set<String> parameters;
  private final String greeting;

  Route(HttpMethod method, String path, Payload payload, String... parameters) {
    this.method = method;
    this.path = path;
    this.payload = payload;
    this.parameters = Set.of(parameters);
    this.greeting = "";
  }

  /** A route that Gatehouse answers by itself with this text. */
  Route(HttpMethod method, String path, String greeting) {
    this.method = method;
    this.path = path;
    this.payload = Payload.OWN;
    this.parameters = Set.of();
    this.greeting = greeting;
  }

  /** The routes on the path of a plain request's target, one for each method; none elsewhere. */
  public static List<Route> on(String target) {
    int query = target.indexOf('?');
    return BY_PATH.getOrDefault(query < 0 ? target : target.substring(0, query), List.of());
  }

  public HttpMethod method() {
    return method;
  }

  public String path() {
    return path;
  }

  public Payload payload() {
    return payload;
  }

  /** Its name in metrics, logs and traces: the path, or a word where two routes share one. */
  public String label() {
    return switch (this) {
      case WEBSOCKET -> "websocket";
      case PREFLIGHT -> "preflight";
      default -> path;
    };
  }

  /** The query parameters that sqld may see. */
  public Set<String> parameters() {
    return parameters;
  }

  /** Whether an answer may go on for as long as its reader likes. */
  public boolean isLasting() {
    return switch (this) {
      case DUMP,
          CHANGE_FEED,
          CURSOR_V3,
          CURSOR_V3_PROTOBUF,
          REPLICATION_ENTRIES,
          REPLICATION_BATCH,
          REPLICATION_SNAPSHOT ->
          true;
      default -> false;
    };
  }

  /** What Gatehouse answers on a route of its own. */
  public String greeting() {
    return greeting;
  }

  /** Whether Gatehouse answers by itself, without a token and without sqld. */
  public boolean isOwn() {
    return payload == Payload.OWN;
  }

  /** Whether Gatehouse answers by itself, as the keeper of tokens. */
  public boolean isIdentity() {
    return payload == Payload.IDENTITY;
  }
}
