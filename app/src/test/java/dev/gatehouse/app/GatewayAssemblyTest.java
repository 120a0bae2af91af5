package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.config.load.InvalidConfigException;
import dev.gatehouse.gateway.GatewaySettings;
import dev.gatehouse.gateway.GatewaySettings.Front;
import dev.gatehouse.gateway.GatewaySettings.TlsFiles;
import dev.gatehouse.gateway.GatewaySettings.TlsLater;
import dev.gatehouse.gateway.GatewaySettings.TokenSettings;
import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.decode.ForwardedAddress;
import dev.gatehouse.gateway.journey.decode.Http2Bounds;
import dev.gatehouse.gateway.journey.decode.SessionBounds;
import dev.gatehouse.gateway.journey.identify.TokenBounds;
import dev.gatehouse.gateway.journey.locate.TenantDirectory.Freshness;
import dev.gatehouse.gateway.journey.send.BreakerBounds;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.send.lane.LaneBounds;
import dev.gatehouse.gateway.journey.send.turn.TurnBounds;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.gateway.journey.stream.SessionTerms;
import dev.gatehouse.gateway.journey.tally.LogSettings;
import dev.gatehouse.gateway.journey.tally.LogSettings.Which;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Plan;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.Quota;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class GatewayAssemblyTest {
  /** No value is a default, and no two are the same. */
  private static final String EVERY_VALUE =
      """
      listen:
        public: 127.0.0.1:7
        baseDomain: db.example.com
        connectionsMax: 8
        connectionsPerAddressMax: 9
        proxyProtocol: required
        clientAddressFrom: fly-client-ip
        trustedProxies: [10.0.0.0/8, "fd00::/8"]
        tls: {certificate: /tls/chain.pem, key: /tls/key.pem, reloadEvery: 1100ms}
        cors: {origins: ["https://app.example", "https://www.example"]}
      identity: {tokenBytesMax: 1200B, clockSkew: 1300ms, verifiedTokensMax: 14,
        failedPerMinuteMax: 15, failingAddressesMax: 16}
      limits: {perSecondMax: 17, perMinuteMax: 18, concurrentMax: 19, streamsMax: 34}
      quotas: {rowsReadPerMonth: 55, rowsWrittenPerMonth: 56, storageMax: 57MiB}
      plans:
        - name: pro
          limits: {perSecondMax: 58, perMinuteMax: 59}
          quotas: {rowsWrittenPerMonth: none, storageMax: 60B}
      sizes: {bodyBytesMax: 2000B, responseBytesMax: 2300B, statementsMax: 61, headerBytesMax: 2100B, uriBytesMax: 2200B}
      timeouts: {handshake: 23s, requestHead: 24s, requestBody: 25s, connect: 26s,
        responseHead: 27s, streamIdle: 28s, keepAliveIdle: 29s}
      http2: {streamsMax: 30, streamWindow: 31KiB, connectionWindow: 65KiB}
      sessions: {sessionsMax: 33, unansweredMax: 35, messageBytesMax: 36KiB,
        compress: false, hello: 37s, accept: 38s, pingEvery: 39s, idle: 40s, ageMax: 41s,
        transactionIdle: 60s,
        linger: 42s}
      upstream: {connectionsPerLoopMax: 43, pendingPerLoopMax: 44, idle: 45s,
        concurrencyMax: 62, concurrencyMin: 61, queue: {perTenantMax: 63, waitingMax: 64, waitMax: 65s},
        breaker: {failuresMax: 51, pauseMin: 52ms, pauseMax: 53s, probesMax: 54},
        lanes: {streamsMax: 56, streamsPerNamespaceMax: 55, busyPerSecond: 57, idle: 58s,
          bodyBytesMax: 59KiB}}
      directory: {bytesMax: 46MiB, unknownBytesMax: 45MiB, refreshAfter: 47s, negativeFor: 48s,
        staleFor: 49s, answerWithin: 50s}
      log: {access: {mode: sampled, level: warn, sampleOneIn: 66, linesPerSecondMax: 67}, slow: 68s}
      """;

  @TempDir private Path folder;

  private GatehouseConfig configured(String yaml) throws IOException, InvalidConfigException {
    Path file = Files.writeString(folder.resolve("gatehouse.yaml"), yaml);
    return ConfigLoader.load(Optional.of(file), Map.of());
  }

  @Test
  void handsEachValueToItsPlace() throws Exception {
    var expected =
        new GatewaySettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 7),
            8,
            "1.2.3",
            new DecodeBounds(2200, 2100, 2000, 61, seconds(24), seconds(25), seconds(29)),
            new TokenSettings(new TokenBounds(1200, 14, 15, 16), Duration.ofMillis(1300)),
            new Freshness(46 << 20, 45 << 20, seconds(47), seconds(48), seconds(49), seconds(50)),
            new Plans(
                new Limits(17, 18, 19),
                new Quota(OptionalLong.of(55), OptionalLong.of(56), OptionalLong.of(57 << 20)),
                List.of(
                    new Plan(
                        "pro",
                        new Limits(58, 59, 19),
                        new Quota(
                            OptionalLong.of(55), OptionalLong.empty(), OptionalLong.of(60))))),
            34,
            new PoolBounds(43, 44, seconds(26), seconds(45)),
            new BreakerBounds(51, Duration.ofMillis(52), seconds(53), 54),
            new TurnBounds(61, 62, 63, 64, seconds(65)),
            new RelayBounds(seconds(27), seconds(28), 2300),
            new Front(
                9,
                seconds(23),
                true,
                Optional.of(
                    new TlsFiles(
                        Path.of("/tls/chain.pem"),
                        Path.of("/tls/key.pem"),
                        Duration.ofMillis(1100))),
                ForwardedAddress.Source.FLY_CLIENT_IP,
                List.of("10.0.0.0/8", "fd00::/8"),
                List.of("https://app.example", "https://www.example"),
                new Http2Bounds(30, 31 << 10, 65 << 10)),
            new SessionSettings(
                new SessionBounds(
                    36 << 10, seconds(37), seconds(39), seconds(40), seconds(42), false),
                new SessionTerms(seconds(41), Duration.ofMillis(1300), 35, 2300, seconds(60)),
                33,
                seconds(38)),
            Optional.of(new LaneBounds(56, 55, 57, seconds(58), 59 << 10)),
            Optional.of("db.example.com"),
            new LogSettings(Which.SAMPLED, Level.WARN, 66, 67, seconds(68)));

    assertEquals(expected, GatewayAssembly.settings(configured(EVERY_VALUE), "1.2.3"));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void isPlainWhereNobodySaysOtherwise() {
    var settings = GatewayAssembly.settings(GatehouseConfig.DEFAULTS, "1.2.3");

    assertEquals(Front.PLAIN, settings.front());
    assertEquals(SessionSettings.DEFAULT, settings.sessions());
  }

  @Test
  void waitsForTheCertificateOfAnAuthorityWhereThereIsNoOther() throws Exception {
    String acme = "acme: {names: [db.example.com], agreeToTerms: true}";
    GatehouseConfig awaiting = configured("listen: {tls: {%s}}".formatted(acme));
    GatehouseConfig both =
        configured("listen: {tls: {certificate: a.pem, key: b.pem, %s}}".formatted(acme));

    assertEquals(
        Optional.of(new TlsLater(seconds(10))),
        GatewayAssembly.settings(awaiting, "1.2.3").front().tls());
    assertEquals(
        Optional.of(new TlsFiles(Path.of("a.pem"), Path.of("b.pem"), seconds(10))),
        GatewayAssembly.settings(both, "1.2.3").front().tls());
    assertEquals(Optional.empty(), GatewayAssembly.reloadable(both, List.of()).tls());
  }

  @ParameterizedTest
  @CsvSource({"none,NONE", "x-forwarded-for,X_FORWARDED_FOR", "fly-client-ip,FLY_CLIENT_IP"})
  void knowsEachHeaderOfAProxy(String configured, ForwardedAddress.Source source) throws Exception {
    String yaml = "listen: {clientAddressFrom: %s, trustedProxies: 10.0.0.1}".formatted(configured);

    var front = GatewayAssembly.settings(configured(yaml), "1.2.3").front();

    assertEquals(source, front.clientAddressFrom());
  }
}
