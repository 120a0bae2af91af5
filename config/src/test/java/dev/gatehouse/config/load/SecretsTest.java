package dev.gatehouse.config.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.config.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {
  @TempDir private Path folder;

  @Test
  void areReadFromAFileWithoutItsLineEnd() throws Exception {
    assertEquals(Optional.of(new Secret("hush")), adminKey(fileYaml("hush\r\n"), Map.of()));
    assertEquals(Optional.of(new Secret(" a\nb ")), adminKey(fileYaml(" a\nb \n\n"), Map.of()));
  }

  @Test
  void areReadFromAVariable() throws Exception {
    assertEquals(
        Optional.of(new Secret("hush")),
        adminKey("admin: {key: {env: HUSH}}", Map.of("HUSH", "hush")));
    assertEquals(
        Optional.of(new Secret("hush")),
        adminKey("admin: {key: {env: GATEHOUSE_HUSH}}", Map.of("GATEHOUSE_HUSH", "hush")));
  }

  @Test
  void areReadFromTheirOwnVariables() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "from file\n");

    assertEquals(
        Optional.of(new Secret("hush")),
        adminKey("admin: {key: {env: OTHER}}", Map.of("GATEHOUSE_ADMIN_KEY", "hush")));
    assertEquals(
        Optional.of(new Secret("from file")),
        adminKey("", Map.of("GATEHOUSE_ADMIN_KEY_FILE", file.toString())));
    assertEquals(
        Optional.of(new Secret("hush")),
        adminKey("", Map.of("GATEHOUSE_ADMIN_KEY_ENV", "HUSH", "HUSH", "hush")));
  }

  @Test
  void areGivenOnce() {
    assertEquals(
        List.of("admin.key: given twice (expected: only one of the variables)"),
        Written.environment(
                Map.of("GATEHOUSE_ADMIN_KEY", "hush", "GATEHOUSE_ADMIN_KEY_FILE", "/dev/null"))
            .problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin: {key: hush}",
        "admin: {key: [hush]}",
        "admin: {key: {hush: hush}}",
        "admin: {key: {env: hush}}",
        "admin: {kee: hush}",
        "admin: hush",
        "admin: {key: *hush}",
        "admin: {key: !hush hush}",
        "admin: {key: !hush!x hush}",
        "admin: {key: {file: /dev/null, env: hush}}",
        "admin: {key: {env: {hush: hush}}}",
        "admin: {key: 'hush}",
        "sqld: {external: {adminKey: hush}}",
        "identity: {issuers: [{name: a, issuer: b, publicKey: hush}]}",
      })
  void areNeverRepeated(String yaml) {
    List<String> problems = Written.yaml(yaml).problems();

    assertEquals(1, problems.size(), problems::toString);
    assertFalse(
        problems.getFirst().replace("admin.key.hush", "").contains("hush"), problems.getFirst());
  }

  @Test
  void areNoLiterals() {
    assertEquals(
        List.of(
            "admin.key: a literal (expected: {file: PATH} or {env: NAME}, never the secret"
                + " itself)"),
        Written.yaml("admin: {key: hush}").problems());
  }

  @Test
  void areNeitherEmptyNorOutOfReach() throws IOException {
    Path none = folder.resolve("none");
    Path large = Files.writeString(folder.resolve("large"), "x".repeat((64 << 10) + 1));
    String expected = " (expected: a readable file in UTF-8 of 1..65536 bytes)";

    assertEquals(
        List.of("admin.key.file: " + none + " cannot be read" + expected),
        Written.yaml("admin: {key: {file: " + none + "}}").problems());
    assertEquals(
        List.of("admin.key.file: " + large + " is too large" + expected),
        Written.yaml("admin: {key: {file: " + large + "}}").problems());
    assertEquals(
        List.of("admin.key.file: " + folder.resolve("key") + " is empty" + expected),
        Written.yaml(fileYaml("\n")).problems());
    assertEquals(
        List.of("admin.key.env: HUSH (expected: a variable that is set and not empty)"),
        Written.yaml("admin: {key: {env: HUSH}}").problems());
    assertEquals(
        List.of("admin.key: empty (expected: a secret: {file: PATH} or {env: NAME})"),
        Written.environment(Map.of("GATEHOUSE_ADMIN_KEY", "")).problems());
  }

  @Test
  void areShownAsStars() throws Exception {
    String shown = Written.everyKey().load().toString();

    assertFalse(shown.contains("hidden-"), shown);
    assertEquals("***", new Secret("hush").toString());
  }

  private String fileYaml(String content) throws IOException {
    return "admin: {key: {file: %s}}".formatted(Files.writeString(folder.resolve("key"), content));
  }

  private static Optional<Secret> adminKey(String yaml, Map<String, String> environment)
      throws InvalidConfigException {
    return new Written(yaml, environment).load().config().admin().key();
  }
}
