package dev.gatehouse.config.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.IssuerConfig;
import dev.gatehouse.config.shape.KeyPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentTest {
  private static final String KEY = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";

  @Test
  void goesBeforeTheFileAndTheFileBeforeTheDefaults() throws InvalidConfigException {
    LoadedConfig loaded =
        new Written(
                "limits: {perSecondMax: 2, concurrentMax: 3}",
                Map.of("GATEHOUSE_LIMITS_PERSECONDMAX", "4"))
            .load();

    assertEquals(4, loaded.config().limits().perSecondMax());
    assertEquals(3, loaded.config().limits().concurrentMax());
    assertEquals(18_000, loaded.config().limits().perMinuteMax());
    assertEquals(
        new Origin.Variable("GATEHOUSE_LIMITS_PERSECONDMAX"),
        loaded.originOf(new KeyPath("limits.perSecondMax")));
    assertEquals(new Origin.Default(), loaded.originOf(new KeyPath("limits.perMinuteMax")));
  }

  @Test
  void changesAndAddsItemsOfAListByTheirIndex() throws InvalidConfigException {
    var variables = new HashMap<>(Written.SECRETS);
    variables.put("GATEHOUSE_IDENTITY_ISSUERS_0_AUDIENCE", "changed, too");
    variables.put("GATEHOUSE_IDENTITY_ISSUERS_3_NAME", "added");
    variables.put("GATEHOUSE_IDENTITY_ISSUERS_3_ISSUER", "https://added.example");
    variables.put("GATEHOUSE_IDENTITY_ISSUERS_3_PUBLICKEY", KEY);

    List<IssuerConfig> issuers =
        new Written(Written.everyKey().yaml(), variables).load().config().identity().issuers();

    assertEquals(
        List.of("login", "legacy", "published", "added"),
        issuers.stream().map(IssuerConfig::name).toList());
    assertEquals(List.of("changed", "too"), issuers.getFirst().audience());
  }

  @Test
  void leavesNoGapInAList() {
    assertEquals(
        List.of(
            "GATEHOUSE_IDENTITY_ISSUERS_7_NAME: unknown variable (did you mean"
                + " GATEHOUSE_IDENTITY_ISSUERS_0_NAME?)"),
        Written.environment(Map.of("GATEHOUSE_IDENTITY_ISSUERS_7_NAME", "late")).problems());
  }

  @Test
  void namesTheVariableThatWasProbablyMeantButNotWhatItSays() {
    assertEquals(
        List.of(
            "GATEHOUSE_ADMIN_KEYS: unknown variable (did you mean GATEHOUSE_ADMIN_KEY?)",
            "GATEHOUSE_LISTEN: unknown variable (expected: a variable of the configuration"
                + " reference)"),
        Written.environment(Map.of("GATEHOUSE_ADMIN_KEYS", "hush", "GATEHOUSE_LISTEN", "hush"))
            .problems());
  }

  @Test
  void leavesTheVariablesOfTheCommandLineAlone() throws InvalidConfigException {
    var variables =
        Map.of(
            "GATEHOUSE_CONFIG", "x",
            "GATEHOUSE_ADMIN_URL", "x",
            "GATEHOUSE_HOME", "x",
            "GATEHOUSE_JAVA_OPTS", "x",
            "PATH", "x");

    assertEquals(GatehouseConfig.DEFAULTS, Written.environment(variables).load().config());
  }
}
