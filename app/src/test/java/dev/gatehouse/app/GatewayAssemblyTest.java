package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.load.ConfigLoader;
import dev.gatehouse.config.load.InvalidConfigException;
import dev.gatehouse.tenancy.token.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayAssemblyTest {
  private static final String RSA_KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKj34GkxFhD90vcNLYLInFEX6Ppy1tPf
      9Cnzj4p4WGeKLs1Pt8QuKUpRKfFLfRYC9AIKjbJTWit+CqvjWYzvQwECAwEAAQ==
      -----END PUBLIC KEY-----
      """;

  @TempDir private Path folder;

  private static GatehouseConfig with(Map<String, String> environment)
      throws InvalidConfigException {
    return ConfigLoader.load(Optional.empty(), environment);
  }

  @Test
  void handsEachValueToItsPlace() throws Exception {
    var settings =
        GatewayAssembly.settings(
            with(
                Map.ofEntries(
                    Map.entry("GATEHOUSE_LISTEN_PUBLIC", "127.0.0.1:7"),
                    Map.entry("GATEHOUSE_LISTEN_CONNECTIONSMAX", "11"),
                    Map.entry("GATEHOUSE_SIZES_URIBYTESMAX", "1KiB"),
                    Map.entry("GATEHOUSE_SIZES_HEADERBYTESMAX", "2KiB"),
                    Map.entry("GATEHOUSE_SIZES_BODYBYTESMAX", "3KiB"),
                    Map.entry("GATEHOUSE_TIMEOUTS_REQUESTHEAD", "11s"),
                    Map.entry("GATEHOUSE_TIMEOUTS_REQUESTBODY", "12s"),
                    Map.entry("GATEHOUSE_TIMEOUTS_KEEPALIVEIDLE", "13s"),
                    Map.entry("GATEHOUSE_TIMEOUTS_CONNECT", "3s"),
                    Map.entry("GATEHOUSE_TIMEOUTS_RESPONSEHEAD", "14s"),
                    Map.entry("GATEHOUSE_TIMEOUTS_STREAMIDLE", "15s"),
                    Map.entry("GATEHOUSE_UPSTREAM_IDLE", "16s"))),
            "1.2.3");

    assertEquals(7, settings.listen().getPort());
    assertEquals(11, settings.connectionsMax());
    assertEquals("1.2.3", settings.version());
    assertEquals(1024, settings.decode().uriBytesMax());
    assertEquals(2048, settings.decode().headerBytesMax());
    assertEquals(3072, settings.decode().bodyBytesMax());
    assertEquals(
        List.of(11L, 12L, 13L, 3L, 16L, 14L, 15L),
        List.of(
            seconds(settings.decode().requestHead()),
            seconds(settings.decode().requestBody()),
            seconds(settings.decode().keepAliveIdle()),
            seconds(settings.pool().connect()),
            seconds(settings.pool().idle()),
            seconds(settings.relay().responseHead()),
            seconds(settings.relay().streamIdle())));
  }

  private static long seconds(Duration duration) {
    return duration.toSeconds();
  }

  @Test
  void acceptsItsOwnTokensAndThoseOfIssuers() throws Exception {
    Path key = folder.resolve("key.pem");
    Files.writeString(key, SigningKey.generate().publicPem());

    var issuers = GatewayAssembly.issuers(with(issuer(key)), SigningKey.generate());

    assertEquals(
        List.of("gatehouse", "https://login.example"),
        issuers.stream().map(issuer -> issuer.terms().issuer()).toList());
  }

  @Test
  void refusesAKeyOfAnotherKind() throws Exception {
    Path key = folder.resolve("key.pem");
    Files.writeString(key, RSA_KEY);
    GatehouseConfig config = with(issuer(key));

    var refused =
        assertThrows(
            StartException.class, () -> GatewayAssembly.issuers(config, SigningKey.generate()));

    assertTrue(String.valueOf(refused.getMessage()).contains("the issuer login"));
  }

  @Test
  void readsThePublicHalfOfAKey() throws Exception {
    SigningKey key = SigningKey.generate();

    assertArrayEquals(key.publicBytes(), PublicKeyText.ed25519(key.publicPem()));
  }

  private static Map<String, String> issuer(Path key) {
    return Map.of(
        "GATEHOUSE_IDENTITY_ISSUERS_0_NAME", "login",
        "GATEHOUSE_IDENTITY_ISSUERS_0_ISSUER", "https://login.example",
        "GATEHOUSE_IDENTITY_ISSUERS_0_PUBLICKEY_FILE", key.toString());
  }
}
