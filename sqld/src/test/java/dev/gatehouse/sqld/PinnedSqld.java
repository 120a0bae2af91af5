package dev.gatehouse.sqld;

import dev.gatehouse.tenancy.token.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The sqld that the repository pins, for the tests of this module. */
final class PinnedSqld {
  static final String ADMIN_KEY = "admin-key-of-the-tests";
  static final SigningKey KEY = SigningKey.generate();

  private PinnedSqld() {}

  static Path tools() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      Path tools = folder.resolve("tools/sqld");
      if (Files.exists(tools.resolve("package-lock.json"))) {
        return tools;
      }
    }
    throw new IllegalStateException("tools/sqld is not above " + here);
  }

  static Path binary() throws SqldUnavailableException {
    return new SqldLocator(tools(), System.err::println).locate();
  }

  static SqldSettings settings(Path folder) throws SqldUnavailableException {
    return settings(folder, binary());
  }

  static SqldSettings settings(Path folder, Path binary) {
    return new SqldSettings(
        binary,
        folder,
        ADMIN_KEY,
        KEY.publicPem(),
        100,
        128,
        128,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        new RestartPace(Duration.ofMillis(10), Duration.ofSeconds(1), Duration.ofSeconds(30)));
  }
}
