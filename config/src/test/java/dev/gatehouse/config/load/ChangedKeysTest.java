package dev.gatehouse.config.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.config.shape.KeyPath;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangedKeysTest {
  private static ChangedKeys between(String before, String after) throws InvalidConfigException {
    return ChangedKeys.between(
        Written.yaml(before).load().config(), Written.yaml(after).load().config());
  }

  @Test
  void tellsWhatNeedsARestart() throws InvalidConfigException {
    ChangedKeys changed =
        between(
            "limits: {concurrentMax: 3}\nlog: {level: debug}",
            "limits: {concurrentMax: 4}\nlisten: {public: '127.0.0.1:1'}\nlog: {level: debug}");

    assertEquals(List.of(new KeyPath("limits.concurrentMax")), changed.reloadable());
    assertEquals(List.of(new KeyPath("listen.public")), changed.needRestart());
  }

  @Test
  void takesAListAsOne() throws InvalidConfigException {
    String issuer = "identity: {issuers: [{name: a, issuer: %s, jwksUrl: 'https://a.example/'}]}";

    ChangedKeys changed = between(issuer.formatted("a"), issuer.formatted("b"));

    assertEquals(List.of(new KeyPath("identity.issuers")), changed.reloadable());
    assertEquals(List.of(), changed.needRestart());
  }

  @Test
  void findsNothingWhereNothingChanged() throws InvalidConfigException {
    assertEquals(new ChangedKeys(List.of(), List.of()), between("", "data: ./data"));
  }
}
