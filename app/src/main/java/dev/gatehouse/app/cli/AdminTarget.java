package dev.gatehouse.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Gatehouse a command talks to. */
final class AdminTarget {
  static final Path DEFAULT_DATA = Path.of("data");

  static final String URL_VARIABLE = "GATEHOUSE_ADMIN_URL";
  static final String KEY_VARIABLE = "GATEHOUSE_ADMIN_KEY";
  private static final String KEY_FILE_VARIABLE = KEY_VARIABLE + "_FILE";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Talk to the 'gatehouse dev' that runs on this folder (default: ./data).")
  private @Nullable Path data;

  /**
   * The admin API of the folder given, else of the environment, else of the {@code dev} that runs
   * here.
   */
  AdminClient client() {
    return client(data);
  }

  /** The same for a folder that a command has an option of its own for. */
  static AdminClient client(@Nullable Path data) {
    String url = System.getenv(URL_VARIABLE);
    if (data == null && url != null) {
      return new AdminClient(toUri(url), key(System.getenv()));
    }
    Path folder = data == null ? DEFAULT_DATA : data;
    Optional<RunFile> running = RunFile.read(folder);
    return running
        .map(dev -> new AdminClient(toUri(dev.adminUrl()), dev.adminKey()))
        .orElseThrow(() -> CommandFailure.failed(nobodyThere(folder)));
  }

  /** The key of an environment that names a Gatehouse. */
  static String key(Map<String, String> environment) {
    String key = environment.get(KEY_VARIABLE);
    if (key != null) {
      return visible(KEY_VARIABLE, key);
    }
    String file = environment.get(KEY_FILE_VARIABLE);
    if (file == null) {
      throw CommandFailure.wrongUse(
          "%s is set, and neither %s nor %s is"
              .formatted(URL_VARIABLE, KEY_VARIABLE, KEY_FILE_VARIABLE));
    }
    try {
      return visible(KEY_FILE_VARIABLE, Files.readString(Path.of(file)));
    } catch (IOException | InvalidPathException e) {
      throw CommandFailure.wrongUse(
          KEY_FILE_VARIABLE + " names a file that cannot be read: " + file);
    }
  }

  /** What could not be sent is no key, and is not repeated. */
  private static String visible(String variable, String key) {
    String text = key.strip();
    if (!text.matches("[\\x21-\\x7e]+")) {
      throw CommandFailure.wrongUse(
          variable + " holds no key (expected: visible ASCII characters)");
    }
    return text;
  }

  /** The same choice as an option to paste, with a space before it, or nothing. */
  String asOption() {
    return data == null ? "" : " --data " + Launch.quoted(data.toString());
  }

  private static URI toUri(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // The same sentence serves.
    }
    throw CommandFailure.wrongUse(
        "'%s' is not the URL of an admin API (expected: such as http://127.0.0.1:9090)"
            .formatted(url));
  }

  private static String nobodyThere(Path folder) {
    return "no running Gatehouse found: start 'gatehouse dev' (looked for %s), or set %s and %s"
        .formatted(folder.resolve("dev.json"), URL_VARIABLE, KEY_VARIABLE);
  }
}
