package dev.gatehouse.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.config.GatehouseConfig;
import dev.gatehouse.config.SqldMode;
import dev.gatehouse.config.load.ConfigLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code deploy/} ships, against the configuration that this Gatehouse knows. */
class DeployFilesTest {
  private static final Path DEPLOY = SourceTree.ROOT.resolve("deploy");
  private static final Pattern VARIABLE = Pattern.compile("\\bGATEHOUSE_[A-Z0-9_]+\\b");
  private static final Pattern STAGE = Pattern.compile("(?m)^FROM .* AS (\\S+)$");
  private static final Pattern COPIED = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$");
  private static final Pattern STEP = Pattern.compile("assemble (\\w+) /opt/gatehouse");

  /** What start scripts and the launcher read by themselves. */
  private static final Set<String> OF_SCRIPTS =
      Set.of("GATEHOUSE_JAVA_OPTS", "GATEHOUSE_CONFIG", "GATEHOUSE_ADMIN_URL");

  private static List<Path> files() {
    try (Stream<Path> walk = Files.walk(DEPLOY)) {
      return walk.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> configurations() {
    return files().stream().filter(file -> file.endsWith("gatehouse.yaml")).toList();
  }

  static List<Path> scripts() {
    return files().stream().filter(file -> SourceTree.read(file).startsWith("#!/bin/")).toList();
  }

  private static GatehouseConfig load(String file) throws Exception {
    return load(SourceTree.ROOT.resolve(file));
  }

  private static GatehouseConfig load(Path file) throws Exception {
    return ConfigLoader.load(Optional.of(file), Map.of("SQLD_ADMIN_KEY", "a-key-of-the-test"));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void everyConfigurationHasNoProblems(Path file) throws Exception {
    assertTrue(load(file).data().isAbsolute());
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void everyScriptCanBeReadByItsShellAndRun(Path script) throws Exception {
    String shell = SourceTree.read(script).lines().findFirst().orElseThrow().substring(2);
    Process check =
        new ProcessBuilder(shell, "-n", script.toString()).redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, check.waitFor(), said);
    assertTrue(Files.isExecutable(script));
  }

  @Test
  void thereAreSuchFiles() {
    assertEquals(6, configurations().size());
    assertEquals(8, scripts().size());
  }

  /** It does nothing in sqld, and whoever trusts it puts all tenants into one database. */
  @Test
  void noFileNamesTheVariableThatDoesNothing() {
    String nothing = "SQLD_ENABLE" + "_NAMESPACES";
    List<Path> trusting =
        files().stream().filter(file -> SourceTree.read(file).contains(nothing)).toList();
    assertEquals(List.of(), trusting);
    assertTrue(SourceTree.read("deploy/image/sqld").contains("--enable-namespaces"));
  }

  @Test
  void everyVariableIsOneThatGatehouseKnows() {
    String manual = SourceTree.read("docs/config.md");
    Set<String> unknown =
        files().stream()
            .flatMap(file -> VARIABLE.matcher(SourceTree.read(file)).results())
            .map(MatchResult::group)
            .filter(name -> !OF_SCRIPTS.contains(name))
            .filter(name -> !manual.contains("`" + name + "`"))
            .collect(Collectors.toSet());
    assertEquals(Set.of(), unknown);
  }

  @ParameterizedTest
  @CsvSource({
    "deploy/fly/one-machine/fly.toml, deploy/fly/one-machine/gatehouse.yaml",
    "deploy/fly/two-apps/gatehouse.toml, deploy/fly/two-apps/gatehouse.yaml"
  })
  void theFlyFileFitsItsConfiguration(String fly, String configuration) throws Exception {
    String text = SourceTree.read(fly);
    GatehouseConfig config = load(configuration);
    assertEquals(config.listen().open().port(), number(text, "internal_port"));
    assertEquals(config.data().toString(), word(text, "destination"));
    assertEquals(configuration, word(text, "CONFIG"));
    assertEquals("SIGTERM", word(text, "kill_signal"));
    assertTrue(Duration.ofSeconds(number(text, "kill_timeout")).compareTo(longestEnd(config)) > 0);
    String ops = Integer.toString(config.listen().ops().port());
    assertTrue(text.contains("[metrics]\n  port = " + ops), "metrics");
    assertTrue(text.contains("type = \"http\"\n  port = " + ops), "readiness");
  }

  @ParameterizedTest
  @CsvSource({
    "deploy/fly/one-machine/fly.toml, gatehouse",
    "deploy/fly/two-apps/gatehouse.toml, gatehouse",
    "deploy/fly/two-apps/sqld.toml, sqld-alone"
  })
  void theFlyFileNamesAStageOfTheDockerfile(String fly, String stage) {
    String text = SourceTree.read(fly);
    Path dockerfile = SourceTree.ROOT.resolve(fly).resolveSibling(word(text, "dockerfile"));
    assertEquals(stage, word(text, "build-target"));
    assertTrue(
        STAGE
            .matcher(SourceTree.read(dockerfile.normalize()))
            .results()
            .anyMatch(found -> found.group(1).equals(stage)));
    assertEquals("bom", word(text, "primary_region"));
  }

  @Test
  void theDockerfileCopiesWhatThereIsAndRunsStepsThatThereAre() {
    String dockerfile = SourceTree.read("deploy/image/Dockerfile");
    List<String> missing =
        COPIED
            .matcher(dockerfile)
            .results()
            .flatMap(line -> Stream.of(line.group(1).split(" ", -1)))
            .filter(source -> !source.startsWith("$"))
            .filter(source -> !Files.exists(SourceTree.ROOT.resolve(source)))
            .toList();
    assertEquals(List.of(), missing);
    String assemble = SourceTree.read("deploy/image/assemble");
    List<String> steps =
        STEP.matcher(dockerfile).results().map(step -> step.group(1)).sorted().toList();
    assertEquals(List.of("app", "cache", "jre", "scripts", "sqld"), steps);
    steps.forEach(step -> assertTrue(assemble.contains("\n" + step + "() {"), step));
    assertTrue(dockerfile.contains("\nUSER gatehouse\n"), "no root");
    assertTrue(dockerfile.contains("org.opencontainers.image.version"), "labels");
  }

  @Test
  void noSecretIsSentToTheBuilderOfTheImage() {
    List<String> ignored = SourceTree.read(".dockerignore").lines().toList();
    assertTrue(ignored.containsAll(List.of("**/*.pem", "**/*.key", "**/.env", "data", ".git")));
  }

  @Test
  void composeWaitsLongEnoughAndPublishesOnlyTls() throws Exception {
    String compose = SourceTree.read("deploy/compose/compose.yaml");
    GatehouseConfig config = load("deploy/compose/gatehouse.yaml");
    assertTrue(compose.contains("\"443:" + config.listen().open().port() + "\""));
    assertTrue(compose.contains("\"127.0.0.1:9091:" + config.listen().ops().port() + "\""));
    assertTrue(compose.contains("data:" + config.data()));
    assertTrue(Duration.ofSeconds(40).compareTo(longestEnd(config)) > 0);
    assertTrue(compose.contains("stop_grace_period: 40s"));
  }

  @Test
  void theUnitWaitsLongEnoughAndKeepsTheData() throws Exception {
    String unit = SourceTree.read("deploy/systemd/gatehouse.service");
    GatehouseConfig config = load("deploy/systemd/gatehouse.yaml");
    assertEquals(Path.of("/var/lib/gatehouse"), config.data());
    assertTrue(unit.contains("\nStateDirectory=gatehouse\n"));
    assertTrue(unit.contains("\nTimeoutStopSec=40s\n"));
    assertTrue(unit.contains("\nRestart=always\n"));
    assertTrue(Duration.ofSeconds(40).compareTo(longestEnd(config)) > 0);
  }

  /** How long it may take to stop. */
  private static Duration longestEnd(GatehouseConfig config) {
    Duration drain = config.timeouts().drain();
    return config.sqld().mode() == SqldMode.MANAGED
        ? drain.plus(config.sqld().managed().shutdownTimeout())
        : drain;
  }

  private static int number(String text, String key) {
    return Integer.parseInt(value(text, key, "(\\d+)"));
  }

  private static String word(String text, String key) {
    return value(text, key, "\"([^\"]*)\"");
  }

  private static String value(String text, String key, String form) {
    var found = Pattern.compile("(?m)^\\s*" + key + " = " + form + "$").matcher(text);
    assertTrue(found.find(), key);
    return found.group(1);
  }
}
