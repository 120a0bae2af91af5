package dev.gatehouse.app.observe;

import dev.gatehouse.gateway.exchange.Leg;
import dev.gatehouse.gateway.exchange.Route;
import dev.gatehouse.gateway.journey.tally.FinishedExchange;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Exchanges as spans, in the JSON of the OpenTelemetry protocol. */
final class OtlpJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HexFormat HEX = HexFormat.of();
  private static final int INTERNAL = 1;
  private static final int SERVER = 2;
  private static final int ERROR = 2;
  private static final long SECOND = 1_000_000_000;

  private final String version;

  OtlpJson(String version) {
    this.version = version;
  }

  /**
   * An exchange with the time of its end.
   *
   * @param exchange what is told of it
   * @param endedAt when it was over
   */
  record Ended(FinishedExchange exchange, Instant endedAt) {}

  byte[] of(List<Ended> exchanges) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode resourceSpans = root.putArray("resourceSpans").addObject();
    ArrayNode about = resourceSpans.putObject("resource").putArray("attributes");
    text(about, "service.name", "gatehouse");
    text(about, "service.version", version);
    ObjectNode scopeSpans = resourceSpans.putArray("scopeSpans").addObject();
    scopeSpans.putObject("scope").put("name", "gatehouse");
    ArrayNode spans = scopeSpans.putArray("spans");
    exchanges.forEach(ended -> write(ended, spans));
    return JSON.writeValueAsBytes(root);
  }

  private static void write(Ended ended, ArrayNode spans) {
    FinishedExchange exchange = ended.exchange();
    Route route = exchange.route();
    Instant at = ended.endedAt();
    long end = Math.addExact(Math.multiplyExact(at.getEpochSecond(), SECOND), at.getNano());
    long start = end - exchange.nanos();
    String id = spanId();
    String name =
        route == null
            ? "unknown"
            : route == Route.WEBSOCKET ? route.label() : route.method() + " " + route.label();
    ObjectNode span = span(spans, exchange, name, id);
    if (exchange.trace().parent() != 0) {
      span.put("parentSpanId", HEX.toHexDigits(exchange.trace().parent()));
    }
    if (!exchange.trace().state().isEmpty()) {
      span.put("traceState", exchange.trace().state());
    }
    span.put("kind", SERVER);
    times(span, start, end);
    describe(exchange, span.putArray("attributes"));
    if (exchange.isFault()) {
      span.putObject("status").put("code", ERROR).put("message", exchange.code());
    }
    writeLegs(exchange, spans, id, start);
  }

  private static void describe(FinishedExchange exchange, ArrayNode attributes) {
    Route route = exchange.route();
    if (route != null) {
      text(attributes, "http.request.method", route.method().name());
      text(attributes, "http.route", route.path());
    }
    if (exchange.status() != 0) {
      attributes
          .addObject()
          .put("key", "http.response.status_code")
          .putObject("value")
          .put("intValue", Integer.toString(exchange.status()));
    }
    text(attributes, "client.address", exchange.client());
    text(attributes, "gatehouse.way", exchange.way());
    if (!exchange.namespace().isEmpty()) {
      text(attributes, "gatehouse.namespace", exchange.namespace());
    }
    if (!exchange.code().isEmpty()) {
      text(attributes, "error.type", exchange.code());
    }
  }

  private static void writeLegs(
      FinishedExchange exchange, ArrayNode spans, String parent, long start) {
    long begin = start;
    for (int place = 0; place < exchange.legs().size(); place++) {
      long end = begin + exchange.legs().get(place);
      ObjectNode child = span(spans, exchange, Leg.at(place).label(), spanId());
      child.put("parentSpanId", parent).put("kind", INTERNAL);
      times(child, begin, end);
      begin = end;
    }
  }

  private static ObjectNode span(
      ArrayNode spans, FinishedExchange exchange, String name, String id) {
    return spans
        .addObject()
        .put("traceId", exchange.trace().id())
        .put("spanId", id)
        .put("name", name);
  }

  private static void times(ObjectNode span, long start, long end) {
    span.put("startTimeUnixNano", Long.toString(start));
    span.put("endTimeUnixNano", Long.toString(end));
  }

  private static void text(ArrayNode attributes, String key, String value) {
    attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
  }

  private static String spanId() {
    return HEX.toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
  }
}
