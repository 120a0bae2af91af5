package dev.gatehouse.config.load;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.IssuerConfig;
import dev.gatehouse.config.PlanConfig;
import dev.gatehouse.config.shape.Bounds;
import dev.gatehouse.config.shape.Holds.Listed;
import dev.gatehouse.config.shape.Holds.Nested;
import dev.gatehouse.config.shape.Holds.Single;
import dev.gatehouse.config.shape.KeyPath;
import dev.gatehouse.config.shape.KeyShape;
import dev.gatehouse.config.shape.Notation;
import dev.gatehouse.config.shape.RecordShape;
import dev.gatehouse.config.shape.RecordShape.Leaf;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every key: a new one cannot escape. */
final class EveryKeyTest {
  private static final RecordShape<GatehouseConfig> ROOT = RecordShape.of(GatehouseConfig.class);

  private static final String RECORDED_DEFAULTS =
      """
      data = ./data
      listen.public = 0.0.0.0:8080
      listen.admin = 127.0.0.1:9090
      listen.ops = 127.0.0.1:9091
      listen.baseDomain = none
      listen.connectionsMax = 20000
      listen.connectionsPerAddressMax = 1000
      listen.proxyProtocol = off
      listen.clientAddressFrom = none
      listen.trustedProxies = empty
      listen.tls.certificate = none
      listen.tls.key = none
      listen.tls.reloadEvery = 10s
      listen.tls.acme.names = empty
      listen.tls.acme.email = none
      listen.tls.acme.agreeToTerms = false
      listen.tls.acme.directory = https://acme-v02.api.letsencrypt.org/directory
      listen.tls.acme.staging = false
      listen.tls.acme.trust = none
      listen.cors.origins = *
      sqld.mode = managed
      sqld.inspectEvery = 1m
      sqld.managed.binary = none
      sqld.managed.activeNamespacesMax = 1000
      sqld.managed.connectionsMax = 1024
      sqld.managed.requestsMax = 1024
      sqld.managed.startupTimeout = 10s
      sqld.managed.shutdownTimeout = 10s
      sqld.external.http = none
      sqld.external.admin = none
      sqld.external.adminKey = none
      sqld.bottomless.bucket = none
      sqld.bottomless.endpoint = none
      sqld.bottomless.region = none
      sqld.bottomless.databaseId = none
      sqld.bottomless.accessKeyId = none
      sqld.bottomless.secretAccessKey = none
      identity.issuer = gatehouse
      identity.tokenLifetime = 30d
      identity.masterKey = none
      identity.tokenBytesMax = 8KiB
      identity.clockSkew = 5s
      identity.verifiedTokensMax = 100000
      identity.failedPerMinuteMax = 120
      identity.failingAddressesMax = 50000
      identity.publicUrl = none
      identity.visits.tokenLifetime = 1d
      identity.visits.callsPerMinuteMax = 600
      identity.visits.firstPerAddressMax = 60
      identity.visits.firstPerIssuerMax = 600
      identity.visits.schemaSet = none
      identity.webhooks.supabase.issuer = none
      identity.webhooks.supabase.secret = none
      identity.webhooks.supabase.secretHeader = authorization
      identity.webhooks.supabase.hookSecret = none
      identity.webhooks.supabase.tolerance = 5m
      identity.webhooks.supabase.onDelete = delete
      identity.jwks.refreshAfter = 5m
      identity.jwks.trustedFor = 1h
      identity.jwks.retryAfter = 5s
      identity.jwks.unknownKeyAfter = 10s
      identity.jwks.fetch = 5s
      identity.jwks.bytesMax = 50KiB
      identity.issuers[0].name = required
      identity.issuers[0].issuer = required
      identity.issuers[0].audience = empty
      identity.issuers[0].publicKey = none
      identity.issuers[0].secret = none
      identity.issuers[0].jwksUrl = none
      identity.issuers[0].plainHttp = false
      identity.issuers[0].algorithms = RS256,ES256,EdDSA,PS256
      identity.issuers[0].namespaceClaim = none
      identity.issuers[0].namespaceTemplate = none
      identity.issuers[0].accessClaim = a
      identity.issuers[0].accessDefault = rw
      identity.issuers[0].accessValues[0].value = required
      identity.issuers[0].accessValues[0].access = required
      identity.issuers[0].requiredClaims[0].claim = required
      identity.issuers[0].requiredClaims[0].value = required
      identity.issuers[0].tokenIdClaim = jti
      identity.issuers[0].provision = false
      admin.key = none
      admin.trashPeriod = 7d
      limits.perSecondMax = 1000
      limits.perMinuteMax = 18000
      limits.concurrentMax = 64
      limits.streamsMax = 64
      quotas.rowsReadPerMonth = none
      quotas.rowsWrittenPerMonth = none
      quotas.storageMax = none
      quotas.softPercent = 80
      quotas.flushEvery = 10s
      quotas.looksMax = 100
      quotas.monthsKept = 13
      quotas.webhook.url = none
      quotas.webhook.secret = none
      plans[0].name = required
      plans[0].limits.perSecondMax = none
      plans[0].limits.perMinuteMax = none
      plans[0].limits.concurrentMax = none
      plans[0].quotas.rowsReadPerMonth = none
      plans[0].quotas.rowsWrittenPerMonth = none
      plans[0].quotas.storageMax = none
      sizes.bodyBytesMax = 4MiB
      sizes.responseBytesMax = 64MiB
      sizes.statementsMax = 10000
      sizes.headerBytesMax = 16KiB
      sizes.uriBytesMax = 8KiB
      sizes.uploadBytesMax = 1GiB
      timeouts.handshake = 10s
      timeouts.requestHead = 10s
      timeouts.requestBody = 30s
      timeouts.connect = 2s
      timeouts.responseHead = 1m
      timeouts.streamIdle = 1m
      timeouts.keepAliveIdle = 75s
      timeouts.drain = 20s
      http2.streamsMax = 128
      http2.streamWindow = 64KiB
      http2.connectionWindow = 1MiB
      sessions.sessionsMax = 1000
      sessions.unansweredMax = 256
      sessions.messageBytesMax = 4MiB
      sessions.compress = true
      sessions.hello = 5s
      sessions.accept = 10s
      sessions.pingEvery = 30s
      sessions.idle = 30m
      sessions.ageMax = 1d
      sessions.transactionIdle = 10s
      sessions.linger = 1s
      upstream.connectionsPerLoopMax = 128
      upstream.pendingPerLoopMax = 1024
      upstream.idle = 30s
      upstream.concurrencyMax = 96
      upstream.concurrencyMin = 4
      upstream.queue.perTenantMax = 128
      upstream.queue.waitingMax = 4096
      upstream.queue.waitMax = 5s
      upstream.breaker.failuresMax = 5
      upstream.breaker.pauseMin = 100ms
      upstream.breaker.pauseMax = 5s
      upstream.breaker.probesMax = 3
      upstream.lanes.enabled = true
      upstream.lanes.streamsMax = 48
      upstream.lanes.streamsPerNamespaceMax = 16
      upstream.lanes.busyPerSecond = 10
      upstream.lanes.idle = 10s
      upstream.lanes.bodyBytesMax = 64KiB
      directory.bytesMax = 64MiB
      directory.unknownBytesMax = 4MiB
      directory.refreshAfter = 30s
      directory.negativeFor = 5s
      directory.staleFor = 1h
      directory.answerWithin = 2s
      schemas.folder = none
      backup.folder = none
      backup.every = none
      backup.key = none
      backup.parallelMax = 2
      backup.keep.daily = 7
      backup.keep.weekly = 4
      log.format = text
      log.level = info
      log.access.mode = refusals
      log.access.level = info
      log.access.sampleOneIn = 100
      log.access.linesPerSecondMax = 100
      log.slow = 1s
      trace.sampleOneIn = 100
      trace.otlp.endpoint = none
      trace.otlp.headerName = none
      trace.otlp.headerValue = none
      trace.otlp.queueMax = 2048
      """;

  @Test
  void hasTheRecordedDefault() {
    Map<String, String> defaults = new LinkedHashMap<>();
    KeyValues.collect(ROOT, GatehouseConfig.DEFAULTS, KeyPath.ROOT, defaults);
    KeyValues.collect(
        RecordShape.of(IssuerConfig.class),
        IssuerConfig.DEFAULTS,
        new KeyPath("identity.issuers[0]"),
        defaults);
    KeyValues.collect(
        RecordShape.of(PlanConfig.class), PlanConfig.DEFAULTS, new KeyPath("plans[0]"), defaults);

    String actual =
        ROOT.leaves(KeyPath.ROOT)
            .map(leaf -> leaf.path() + " = " + recorded(leaf, defaults) + "\n")
            .collect(Collectors.joining());

    assertEquals(RECORDED_DEFAULTS, actual);
  }

  private static String recorded(Leaf leaf, Map<String, String> defaults) {
    String value = defaults.get(leaf.path().text());
    return leaf.key().key().required() ? "required" : String.valueOf(value);
  }

  @Test
  void hasItsDefaultWhenNobodyGivesIt() throws InvalidConfigException {
    assertEquals(GatehouseConfig.DEFAULTS, ConfigLoader.load(Optional.empty(), Map.of()));
    assertEquals(GatehouseConfig.DEFAULTS, Written.yaml("").load().config());
    assertEquals(
        GatehouseConfig.DEFAULTS, Written.yaml("log:\n  # level: debug\n").load().config());
  }

  @Test
  void isReadFromTheFile() throws InvalidConfigException {
    LoadedConfig loaded = Written.everyKey().load();
    Map<String, String> values = KeyValues.of(loaded.config());
    Map<String, String> defaults = KeyValues.of(GatehouseConfig.DEFAULTS);

    assertAll(
        ROOT.leaves(KeyPath.ROOT)
            .map(Leaf::path)
            .map(
                path ->
                    () -> {
                      KeyPath given = givenIn(loaded, path);
                      assertTrue(
                          loaded.originOf(given) instanceof Origin.Line, given + " is given");
                      assertNotEquals(defaults.get(path.text()), values.get(given.text()));
                    }));
    assertEquals("[::1]:18080", values.get("listen.public"));
    assertEquals("5", values.get("listen.connectionsMax"));
    assertEquals("hidden-admin-key", values.get("admin.key"));
    assertEquals("12h", values.get("identity.tokenLifetime"));
    assertEquals("31KiB", values.get("sizes.bodyBytesMax"));
    assertEquals("48s", values.get("timeouts.drain"));
    assertEquals("rights", values.get("identity.issuers[0].accessClaim"));
  }

  /** Some keys exclude each other, so not every item of a list has them all. */
  private static KeyPath givenIn(LoadedConfig loaded, KeyPath path) {
    return loaded.origins().keySet().stream()
        .filter(given -> given.text().replaceAll("\\[\\d+]", "[0]").equals(path.text()))
        .findFirst()
        .orElse(path);
  }

  @Test
  void isReadFromItsVariable() throws InvalidConfigException {
    LoadedConfig fromFile = Written.everyKey().load();
    Map<String, String> values = KeyValues.of(fromFile.config());
    Map<String, String> variables =
        fromFile.origins().keySet().stream()
            .collect(Collectors.toMap(KeyPath::variable, p -> values.get(p.text())));

    assertEquals(fromFile.config(), Written.environment(variables).load().config());
  }

  @TestFactory
  Stream<DynamicTest> keepsToItsBounds() {
    return ROOT.leaves(KeyPath.ROOT)
        .filter(leaf -> leaf.holds().notation().scale() != null)
        .map(leaf -> DynamicTest.dynamicTest(leaf.path().text(), () -> assertBounds(leaf)));
  }

  private static void assertBounds(Leaf leaf) {
    Bounds bounds = leaf.holds().bounds().orElseThrow(() -> new AssertionError("has bounds"));
    assertTrue(bounds.min() < bounds.max());
    for (long outside : new long[] {bounds.min() - 1, bounds.max() + 1}) {
      String text = written(leaf.holds().notation(), outside);
      List<String> problems = given(leaf, text).problems();
      assertEquals(1, problems.size(), problems::toString);
      String problem = problems.getFirst();
      assertTrue(problem.startsWith(leaf.path() + ": " + text + " (expected: "), problem);
      assertTrue(problem.endsWith(bounds.text() + ")"), problem);
    }
    for (long inside : new long[] {bounds.min(), bounds.max()}) {
      assertFalse(refusesTheBounds(given(leaf, written(leaf.holds().notation(), inside)), bounds));
    }
  }

  private static boolean refusesTheBounds(Written written, Bounds bounds) {
    try {
      written.load();
      return false;
    } catch (InvalidConfigException e) {
      return e.problems().stream().anyMatch(problem -> problem.hint().endsWith(bounds.text()));
    }
  }

  private static Written given(Leaf leaf, String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    requiredBeside(leaf).forEach(needed -> variables.put(needed.path().variable(), "needed"));
    variables.put(leaf.path().variable(), text);
    return Written.environment(variables);
  }

  /** What an item of a list cannot do without. */
  private static Stream<Leaf> requiredBeside(Leaf leaf) {
    int item = leaf.path().text().indexOf("].");
    return ROOT.leaves(KeyPath.ROOT)
        .filter(other -> item > 0 && other.key().key().required())
        .filter(other -> other.path().text().startsWith(leaf.path().text().substring(0, item + 2)));
  }

  private static <T> String written(Notation<T> notation, long size) {
    if (notation.scale() == null) {
      throw new IllegalArgumentException("without size: " + notation);
    }
    return notation.write(
        notation
            .type()
            .cast(java.util.Objects.requireNonNull(notation.scale()).ofSize().apply(size)));
  }

  @Test
  void isExplainedInSentences() {
    assertExplained(ROOT);
  }

  private static void assertExplained(RecordShape<?> shape) {
    for (KeyShape key : shape.keys()) {
      String doc = key.key().doc();
      assertTrue(doc.length() > 5 && doc.endsWith("."), () -> shape.type() + " " + key.name());
      switch (key.holds()) {
        case Nested nested -> assertExplained(nested.shape());
        case Listed listed -> assertExplained(listed.shape());
        case Single _ -> {}
      }
    }
  }

  @Test
  void hasVariablesThatNoOtherKeyHas() {
    List<String> variables =
        ROOT.leaves(KeyPath.ROOT).flatMap(leaf -> leaf.variables().stream()).toList();

    assertEquals(variables.size(), variables.stream().distinct().count());
  }
}
