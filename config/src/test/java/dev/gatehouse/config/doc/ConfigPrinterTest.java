package dev.gatehouse.config.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.config.load.InvalidConfigException;
import dev.gatehouse.config.load.LoadedConfig;
import dev.gatehouse.config.load.Written;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigPrinterTest {

  @Test
  void printsWhatCanBeLoadedAgain() throws InvalidConfigException {
    LoadedConfig original = Written.everyKey().load();
    String printed = ConfigPrinter.print(original);
    String withKeys =
        printed
            .replaceFirst("adminKey: \"\\*\\*\\*\"", "adminKey: {env: SQLD_ADMIN_KEY}")
            .replaceFirst("masterKey: \"\\*\\*\\*\"", "masterKey: {env: MASTER_KEY}")
            .replaceFirst("secret: \"\\*\\*\\*\"", "secret: {env: WEBHOOK_SECRET}")
            .replaceFirst("hookSecret: \"\\*\\*\\*\"", "hookSecret: {env: HOOK_SECRET}")
            .replaceFirst("secret: \"\\*\\*\\*\"", "secret: {env: LOGIN_SECRET}")
            .replaceFirst("key: \"\\*\\*\\*\"", "key: {env: ADMIN_KEY}")
            .replaceFirst("secret: \"\\*\\*\\*\"", "secret: {env: QUOTA_SECRET}")
            .replaceFirst("accessKeyId: \"\\*\\*\\*\"", "accessKeyId: {env: S3_KEY_ID}")
            .replaceFirst("secretAccessKey: \"\\*\\*\\*\"", "secretAccessKey: {env: S3_KEY}")
            .replaceFirst("\\bkey: \"\\*\\*\\*\"", "key: {env: BACKUP_KEY}")
            .replaceFirst("headerValue: \"\\*\\*\\*\"", "headerValue: {env: COLLECTOR_KEY}");

    assertEquals(
        original.config(), new Written(withKeys, Written.SECRETS).load().config(), printed);
  }

  @Test
  void printsTheDefaultsSoThatTheyCanBeLoaded() throws InvalidConfigException {
    LoadedConfig defaults = Written.yaml("").load();

    assertEquals(defaults.config(), Written.yaml(ConfigPrinter.print(defaults)).load().config());
  }

  @Test
  void printsOddTextsSoThatTheyCanBeLoaded() throws InvalidConfigException {
    String odd =
        "identity: {issuers: [{name: \"a: b # c\\t\\\"\\\\é\\x85\", issuer: 'null',"
            + " publicKey: \"-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----\"}]}";
    LoadedConfig loaded = Written.yaml(odd).load();

    assertEquals(loaded.config(), Written.yaml(ConfigPrinter.print(loaded)).load().config());
  }

  @Test
  void saysWhereEachValueCameFrom() throws InvalidConfigException {
    String printed =
        ConfigPrinter.print(
            new Written("log:\n  level: debug\n", Map.of("GATEHOUSE_LISTEN_PUBLIC", "h:1")).load());

    assertTrue(printed.startsWith("data: ./data  # default\n"), printed);
    assertTrue(printed.contains("\n  public: h:1  # GATEHOUSE_LISTEN_PUBLIC\n"), printed);
    assertTrue(printed.contains(".yaml:2\n"), printed);
    assertTrue(printed.contains("\n  issuers: []  # default\n"), printed);
  }

  @Test
  void printsNoSecret() throws InvalidConfigException {
    String printed = ConfigPrinter.print(Written.everyKey().load());

    assertTrue(printed.contains("key: \"***\"  # "), printed);
    assertFalse(printed.contains("hidden-"), printed);
  }
}
