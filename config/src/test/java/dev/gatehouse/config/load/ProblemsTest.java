package dev.gatehouse.config.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemsTest {

  @Test
  void areReportedAllAtOnceWithPathValueAndExpectation() {
    var written =
        new Written(
            """
            listen:
              public: everywhere
            upstream:
              connectionsPerLoopMax: 0
            limits:
              perSecondMax: 20000
            log: {format: xml}
            """,
            Map.of("GATEHOUSE_TIMEOUTS_DRAIN", "soon", "GATEHOUSE_NONSENSE", "1"));

    assertEquals(
        List.of(
            "listen.public: everywhere (expected: host:port or [address]:port)",
            "limits.perMinuteMax: 18000 (expected: not less than perSecondMax, 20000)",
            "timeouts.drain: soon (expected: a time such as 250ms, 5s, 10m, 2h or 30d, 0ms..10m)",
            "upstream.connectionsPerLoopMax: 0 (expected: 1..4096)",
            "log.format: xml (expected: text or json)",
            "GATEHOUSE_NONSENSE: unknown variable (expected: a variable of the configuration"
                + " reference)"),
        written.problems());
  }

  @Test
  void sayWhereTheyStand(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("g.yaml"), "log:\n  level: loud\n");

    var invalid =
        assertThrows(
            InvalidConfigException.class,
            () -> ConfigLoader.load(Optional.of(file), Map.of("GATEHOUSE_LOG_FORMAT", "xml")));

    assertEquals(
        "log.format: xml (expected: text or json) [GATEHOUSE_LOG_FORMAT]\n"
            + "log.level: loud (expected: error or warn or info or debug or trace) ["
            + file
            + ":2]",
        invalid.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          upstream: {idel: 1s}                | upstream.idel                 | upstream.idle
          upstreem: {idle: 1s}                | upstreem                      | upstream
          concurrentMax: 1                    | concurrentMax                 | limits.concurrentMax
          limits: {perminutemax: 1}           | limits.perminutemax           | limits.perMinuteMax
          listen: {oops: 1}                   | listen.oops                   | listen.ops
          """)
  void nameTheKeyThatWasProbablyMeant(String yaml, String path, String nearest) {
    assertEquals(
        List.of(path + ": unknown key (did you mean " + nearest + "?)"),
        Written.yaml(yaml).problems());
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/dev/gatehouse/config/problems.csv", delimiter = '|')
  void sayWhatIsExpected(String yaml, String problem) {
    assertTrue(
        Written.yaml(yaml).problems().contains(problem), Written.yaml(yaml).problems()::toString);
  }

  @Test
  void nameTheKeysThatThereAreWhenNoneIsNear() {
    assertEquals(
        List.of("log.colour: unknown key (expected: one of format, level, access, slow)"),
        Written.yaml("log: {colour: red}").problems());
  }

  @Test
  void nameWhatExternalModeNeeds() {
    assertEquals(
        List.of(
            "sqld.external.http: missing (expected: a URL, as sqld.mode is external)",
            "sqld.external.admin: missing (expected: a URL, as sqld.mode is external)"),
        Written.yaml("sqld: {mode: external}").problems());
  }

  @Test
  void nameWhatAnIssuerNeeds() {
    assertEquals(
        List.of(
            "identity.issuers[0].name: missing (expected: a text)",
            "identity.issuers[0].issuer: missing (expected: a text)"),
        Written.yaml("identity: {issuers: [{}]}").problems());
    assertEquals(
        List.of(
            "identity.issuers[0].publicKey: missing (expected: the key of its tokens: this, a"
                + " secret or a jwksUrl)"),
        Written.yaml("identity: {issuers: [{name: a, issuer: b}]}").problems());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          secret: {env: SHORT}                  | secret: too short (expected: at least 32 bytes)
          jwksUrl: 'http://h/keys'              | jwksUrl: http://h/keys (expected: https, or plainHttp: true beside it)
          jwksUrl: 'https://u:p@h'              | jwksUrl: https://***@h (expected: a URL such as https://host/path)
          jwksUrl: 'https://h', secret: {env: L} | jwksUrl: a second key (expected: only one of publicKey, secret and jwksUrl)
          namespaceClaim: a, namespaceTemplate: 'u_{b}', secret: {env: L} | namespaceTemplate: u_{b} (expected: nothing, beside a namespaceClaim)
          secret: {env: L}, algorithms: []      | algorithms: none (expected: at least one)
          secret: {env: L}, algorithms: [HS256] | algorithms: HS256 (expected: a list, each item one of [RS256, RS384, RS512, ES256, ES384, ES512, EdDSA, PS256, PS384, PS512])
          secret: {env: L}, requiredClaims: [{claim: c, value: v}, {claim: c, value: w}] | requiredClaims[1].claim: c (expected: each of them once)
          """)
  void nameWhatIsWrongWithAnIssuersTerms(String keys, String problem) {
    var written =
        new Written(
            "identity: {issuers: [{name: n, issuer: i, %s}]}".formatted(keys),
            Map.of("SHORT", "hush".repeat(7), "L", "hush".repeat(8)));

    assertEquals(List.of("identity.issuers[0]." + problem), written.problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h.example/keys",
        "http://localhost:1/keys",
        "http://127.0.0.1:1/keys",
        "http://[::1]:1/keys"
      })
  void areNoneWhereKeysComeSafely(String url) throws InvalidConfigException {
    var issuers =
        Written.yaml("identity: {issuers: [{name: n, issuer: i, jwksUrl: '%s'}]}".formatted(url))
            .load()
            .config()
            .identity()
            .issuers();

    assertEquals(url, issuers.getFirst().jwksUrl().orElseThrow().toString());
  }

  @Test
  void nameTheIssuerThatIsAlreadyTaken() {
    var variables = new HashMap<>(Written.SECRETS);
    variables.put("GATEHOUSE_IDENTITY_ISSUERS_0_ISSUER", "https://gatehouse.example");
    var written = new Written(Written.everyKey().yaml(), variables);

    assertEquals(
        List.of(
            "identity.issuers[0].issuer: https://gatehouse.example (expected: a value that no other"
                + " issuer has)"),
        written.problems());
  }

  @Test
  void nameTheTwoIssuersThatAreOne() {
    String entry = "{name: a, issuer: same, publicKey: \"%s\"}".formatted(pem());

    assertEquals(
        List.of("identity.issuers[1].issuer: same (expected: a value that no other issuer has)"),
        Written.yaml("identity: {issuers: [%s, %s]}".formatted(entry, entry)).problems());
  }

  private static String pem() {
    return "-----BEGIN PUBLIC KEY-----\\nAAAA\\n-----END PUBLIC KEY-----";
  }

  @Test
  void nameLineAndColumnOfBrokenYaml() {
    List<String> problems = Written.yaml("log:\n  level: info\n bad: [\n").problems();

    assertEquals(1, problems.size());
    assertTrue(problems.getFirst().contains("not YAML at line 3, column 2"), problems::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          - 1                       | a list (expected: an object of keys)
          text                      | a single value (expected: an object of keys)
          a: &x {b: 1}\\nc: *x      | not YAML
          """)
  void areWhatIsNoConfiguration(String yaml, String problem) {
    String only = Written.yaml(yaml.replace("\\n", "\n")).problems().getFirst();

    assertTrue(only.contains(problem), only);
  }

  @Test
  void areAFileThatCannotBeRead(@TempDir Path folder) throws IOException {
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {(byte) 0xe4});

    assertEquals(
        List.of("no such file", "cannot be read", "not UTF-8"),
        List.of(found(folder.resolve("none.yaml")), found(folder), found(latin)));
  }

  private static String found(Path file) {
    return assertThrows(
            InvalidConfigException.class, () -> ConfigLoader.load(Optional.of(file), Map.of()))
        .problems()
        .getFirst()
        .found();
  }

  @Test
  void repeatNoPasswordOfAUrl() {
    String problem =
        Written.yaml("sqld: {external: {http: 'http://user:pa/ss@h'}}").problems().getFirst();

    assertTrue(problem.startsWith("sqld.external.http: http://***@h (expected: "), problem);
    assertFalse(problem.contains("pa/ss"));
  }

  @Test
  void stayOnOneShortLine() {
    String problem =
        Written.yaml("log: {level: \"a\\nb" + "x".repeat(500) + "\"}").problems().getFirst();

    assertTrue(problem.startsWith("log.level: a bxxx"), problem);
    assertTrue(problem.length() < 200);
  }
}
