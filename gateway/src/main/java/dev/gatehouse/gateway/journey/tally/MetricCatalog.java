package dev.gatehouse.gateway.journey.tally;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Every metric that is Gatehouse's own; a tenant is never a label. */
public enum MetricCatalog {
  REQUESTS(
      "gatehouse.requests",
      Kind.HISTOGRAM,
      "Time from a request's head to the end of its answer",
      "route",
      "status"),
  LEGS(
      "gatehouse.stage",
      Kind.HISTOGRAM,
      "Time that requests spend in each stage; the rewrite has the wait for the client's body",
      "stage"),
  REQUEST_BYTES("gatehouse.request.bytes", Kind.COUNTER, "Bytes of request bodies"),
  RESPONSE_BYTES("gatehouse.response.bytes", Kind.COUNTER, "Bytes of answers' bodies"),
  REFUSALS(
      "gatehouse.refusals",
      Kind.COUNTER,
      "Requests that were not served, by stable code and by who is to blame",
      "code",
      "blame"),

  CONNECTIONS("gatehouse.connections", Kind.GAUGE, "Clients that are connected"),
  TURNED_AWAY(
      "gatehouse.connections.refused",
      Kind.COUNTER,
      "Connections closed at once: too many in all, or from one address",
      "because"),
  SESSIONS("gatehouse.sessions", Kind.GAUGE, "WebSocket sessions and lasting streams under way"),
  STREAMS("gatehouse.upstream.streams", Kind.GAUGE, "Streams that tenants hold open in sqld"),

  POOL(
      "gatehouse.upstream.connections",
      Kind.GAUGE,
      "Connections to nodes: idle, leased to a request, or being opened",
      "state"),
  POOL_WAITING(
      "gatehouse.upstream.connections.waiting",
      Kind.GAUGE,
      "Requests that wait for a connection to a node"),
  CONNECTS(
      "gatehouse.upstream.connects",
      Kind.COUNTER,
      "Attempts to connect to a node, by how they ended",
      "result"),
  BREAKERS(
      "gatehouse.upstream.breakers", Kind.GAUGE, "Nodes that are left alone as they do not answer"),
  TURNS("gatehouse.upstream.inflight", Kind.GAUGE, "Requests that nodes work on"),
  WAITING("gatehouse.upstream.waiting", Kind.GAUGE, "Requests that wait for their turn at a node"),
  CEILING(
      "gatehouse.upstream.ceiling",
      Kind.GAUGE,
      "How many requests nodes get at once, as their pace allows"),
  WAITED(
      "gatehouse.upstream.wait",
      Kind.TIMER,
      "Time that requests waited for their turn, if they had to"),
  SHED(
      "gatehouse.upstream.shed",
      Kind.COUNTER,
      "Requests that waited in vain, by who had too much to do",
      "because"),

  LANES("gatehouse.lanes", Kind.GAUGE, "Warm lanes that are open"),
  LANE_STREAMS("gatehouse.lanes.streams", Kind.GAUGE, "Streams that warm lanes hold open in sqld"),
  WAYS(
      "gatehouse.lanes.pipelines",
      Kind.COUNTER,
      "Pipelines by the way they took: a lane, or why not",
      "way"),

  TOKENS("gatehouse.tokens.verified", Kind.GAUGE, "Tokens that are remembered as verified"),
  SIGNATURES(
      "gatehouse.tokens.checked", Kind.COUNTER, "Tokens whose signature had to be looked at"),
  KEYS_FAILING(
      "gatehouse.issuers.failing",
      Kind.GAUGE,
      "Issuers whose keys could not be fetched the last time"),
  LOOKUPS(
      "gatehouse.directory.lookups",
      Kind.COUNTER,
      "Look-ups of tenants, by how they ended",
      "result"),
  DIRECTORY_READS(
      "gatehouse.directory.reads",
      Kind.SUMMARY,
      "Time that a look-up in the registry takes",
      "quantile"),
  DIRECTORY_ENTRIES(
      "gatehouse.directory.entries",
      Kind.GAUGE,
      "Names at hand, by whether a tenant has them",
      "kind"),
  DIRECTORY_BYTES(
      "gatehouse.directory.bytes",
      Kind.GAUGE,
      "About how much memory the names at hand take",
      "kind"),
  DIRECTORY_UNREADABLE(
      "gatehouse.directory.unreadable",
      Kind.GAUGE,
      "Seconds since when the registry cannot be read; 0 where it can"),

  METERED(
      "gatehouse.limits.tenants",
      Kind.GAUGE,
      "Tenants that were active lately and are held to their limits"),
  ROWS("gatehouse.rows", Kind.COUNTER, "Rows that sqld read and wrote, as its answers say", "kind"),
  BLOCKED_STATEMENTS(
      "gatehouse.blocked.statements", Kind.COUNTER, "Statements that sqld refused as blocked"),
  BLOCKED_NAMESPACES("gatehouse.blocked.namespaces", Kind.GAUGE, "Namespaces over a quota", "kind"),
  USAGE_FAILURES(
      "gatehouse.usage.failures", Kind.COUNTER, "Times that usage could not be written down"),
  NOTICES(
      "gatehouse.quota.notices",
      Kind.COUNTER,
      "Notices of quotas, by whether anybody took them",
      "result"),

  READY("gatehouse.ready", Kind.GAUGE, "1 where requests should be sent here, as /readyz says"),
  SQLD_UP("gatehouse.sqld.up", Kind.GAUGE, "1 while sqld answers"),
  SQLD_PROVEN("gatehouse.sqld.proven", Kind.GAUGE, "1 while sqld is known to keep tenants apart"),
  PROOF_AGE(
      "gatehouse.sqld.proof.age.seconds",
      Kind.GAUGE,
      "Seconds since sqld was last seen to keep tenants apart; -1 where it never was"),
  SQLD_RESTARTS(
      "gatehouse.sqld.restarts",
      Kind.COUNTER,
      "Times that sqld ended by itself and was started again"),
  CERTIFICATE(
      "gatehouse.tls.certificate.expires.seconds",
      Kind.GAUGE,
      "Seconds until the certificate of the public listener expires; absent without one"),
  CERTIFICATE_ORDERS(
      "gatehouse.tls.certificate.orders",
      Kind.COUNTER,
      "Certificates that were asked for at the authority, by how that ended",
      "result"),

  BACKUPS("gatehouse.backups", Kind.COUNTER, "Attempts to back up, by how they ended", "result"),
  BACKUP_AGE(
      "gatehouse.backup.age.seconds",
      Kind.GAUGE,
      "Seconds since the newest complete backup ended, not a number where there is none"),
  BACKUP_LAST(
      "gatehouse.backup.last.success.seconds",
      Kind.GAUGE,
      "When the newest complete backup ended, in seconds since 1970; 0 where there is none"),
  BACKUP_RUNNING("gatehouse.backup.running", Kind.GAUGE, "1 while a backup is made"),

  LINES_DROPPED(
      "gatehouse.log.dropped",
      Kind.COUNTER,
      "Lines of the access and the slow log beyond log.access.linesPerSecondMax"),
  SPANS(
      "gatehouse.trace.exchanges",
      Kind.COUNTER,
      "Exchanges to be traced, by whether the collector took them",
      "result"),
  BUILD("gatehouse.build", Kind.GAUGE, "Always 1; its labels say what runs", "version", "java");

  private static final double MEDIAN = 0.5;
  private static final double SLOWEST = 0.99;

  private final String metric;
  private final Kind kind;
  private final String help;
  private final List<String> labels;

  /** What a metric is to whoever asks for it. */
  public enum Kind {
    /** A number that goes up and down. */
    GAUGE(""),
    /** A number that only grows. */
    COUNTER("_total"),
    /** Times in buckets. */
    HISTOGRAM("_seconds"),
    /** The same, of what is rare. */
    TIMER("_seconds"),
    /** Times with their median and the slowest in a hundred. */
    SUMMARY("_seconds");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  MetricCatalog(String metric, Kind kind, String help, String... labels) {
    this.metric = metric;
    this.kind = kind;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** Its name as Prometheus has it. */
  public String prometheusName() {
    return metric.replace('.', '_') + kind.suffix;
  }

  public Kind kind() {
    return kind;
  }

  public String help() {
    return help;
  }

  /** The names of its labels, each of which has few values. */
  public List<String> labels() {
    return labels;
  }

  /** Shows a number that is read when somebody asks. */
  public void gauge(MeterRegistry meters, Supplier<Number> value) {
    Gauge.builder(metric, value).description(help).register(meters);
  }

  /** Shows one of several such numbers. */
  public void gauge(MeterRegistry meters, String label, String value, Supplier<Number> number) {
    Gauge.builder(metric, number).description(help).tag(label, value).register(meters);
  }

  /** Shows what does not change: the labels say it, in pairs of name and value. */
  public void fact(MeterRegistry meters, String... pairs) {
    Gauge.builder(metric, () -> 1).description(help).tags(pairs).register(meters);
  }

  /** Shows a number that only grows; whoever counts keeps the source. */
  public <T> void total(MeterRegistry meters, T source, ToDoubleFunction<T> number) {
    FunctionCounter.builder(metric, source, number).description(help).register(meters);
  }

  /** Shows one of several such numbers. */
  public <T> void counter(
      MeterRegistry meters, String label, String value, T source, ToDoubleFunction<T> number) {
    FunctionCounter.builder(metric, source, number)
        .description(help)
        .tag(label, value)
        .register(meters);
  }

  /** Counts, with labels in pairs of name and value. */
  public Counter counter(MeterRegistry meters, String... pairs) {
    return Counter.builder(metric).description(help).tags(pairs).register(meters);
  }

  /** Takes times, in the buckets that all times have. */
  Timer timer(MeterRegistry meters) {
    Duration[] bounds =
        Arrays.stream(Histogram.boundsInSeconds())
            .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
            .toArray(Duration[]::new);
    return Timer.builder(metric).description(help).serviceLevelObjectives(bounds).register(meters);
  }

  /** Takes times, of which it shows the median and the slowest in a hundred. */
  public Timer percentiles(MeterRegistry meters) {
    return Timer.builder(metric)
        .description(help)
        .publishPercentiles(MEDIAN, SLOWEST)
        .register(meters);
  }
}
