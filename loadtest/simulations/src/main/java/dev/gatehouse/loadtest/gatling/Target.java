package dev.gatehouse.loadtest.gatling;

import dev.gatehouse.loadtest.installation.AdminCalls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Gatehouse that the load goes to, as named on the command line. */
final class Target {
  private static final String KEY_VARIABLE = "GATEHOUSE_ADMIN_KEY";
  private static final String URL_EXAMPLE = "https://db.example.com";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Go to the Gatehouse there, with --tokens or --admin-url. Without it, one is started"
              + " with a managed sqld, and ends with the run.")
  private @Nullable String url;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description =
          "A file of tokens, one a line, each for another namespace and to write as well; a table"
              + " gatehouse_load is made there and dropped afterwards.")
  private @Nullable Path tokens;

  @Option(
      names = "--admin-url",
      paramLabel = "URL",
      description =
          "Make the namespaces through the admin API there, with the key in $"
              + KEY_VARIABLE
              + ", and delete them afterwards.")
  private @Nullable String adminUrl;

  @Option(
      names = "--dev",
      description = "Go to the 'gatehouse dev' that runs here; namespaces are made and deleted.")
  private boolean dev;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "The data folder of that dev (default: ./data).")
  private Path data = Path.of("data");

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /** Complains about what does not go together. */
  void check() {
    if (dev && (url != null || tokens != null || adminUrl != null)) {
      throw wrong("--dev knows its URL and its key: leave out --url, --tokens and --admin-url");
    }
    if (url != null && (tokens == null) == (adminUrl == null)) {
      throw wrong("--url needs either --tokens FILE or --admin-url URL");
    }
    if (url == null && (tokens != null || adminUrl != null)) {
      throw wrong("--tokens and --admin-url need --url: where clients go");
    }
    if (url != null) {
      uri("--url", url);
    }
    if (adminUrl != null) {
      uri("--admin-url", adminUrl);
    }
    if (adminUrl != null && System.getenv(KEY_VARIABLE) == null) {
      throw wrong("--admin-url needs the key of that admin API in $" + KEY_VARIABLE);
    }
  }

  /** Where it goes, for people. */
  String told() {
    return dev ? "gatehouse dev on " + data : url == null ? "a Gatehouse of its own" : url;
  }

  Stand stand(Plan plan, Shape shape) throws IOException, InterruptedException {
    int tenants = plan.tenants(shape);
    if (dev) {
      JsonNode running = running();
      return Stand.provisioned(
          URI.create(running.path("url").asString()),
          new AdminCalls(
              URI.create(running.path("adminUrl").asString()), running.path("adminKey").asString()),
          tenants);
    }
    if (url == null) {
      return Stand.ofItsOwn(plan.setup(shape), tenants);
    }
    if (adminUrl != null) {
      return Stand.provisioned(
          uri("--url", url),
          new AdminCalls(uri("--admin-url", adminUrl), System.getenv(KEY_VARIABLE)),
          tenants);
    }
    return Stand.withTokens(uri("--url", url), tokens(plan));
  }

  private JsonNode running() throws IOException {
    Path file = data.resolve("dev.json");
    try {
      return JsonMapper.shared().readTree(Files.readString(file));
    } catch (IOException | JacksonException e) {
      throw new IOException(
          "no 'gatehouse dev' runs here (looked for %s): start it, or name its folder with --data"
              .formatted(file),
          e);
    }
  }

  private List<String> tokens(Plan plan) throws IOException {
    List<String> lines;
    try {
      lines =
          Files.readAllLines(tokens).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
    } catch (IOException e) {
      throw new IOException("cannot read the tokens in " + tokens + ": " + e.getMessage(), e);
    }
    if (lines.size() < plan.tenantsMin()) {
      throw new IOException(
          "%s needs tokens of at least %d namespaces; %s has %d"
              .formatted(plan.title(), plan.tenantsMin(), tokens, lines.size()));
    }
    return lines;
  }

  private URI uri(String option, String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // The same sentence serves.
    }
    throw wrong("%s '%s' is no URL (expected: such as %s)".formatted(option, text, URL_EXAMPLE));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
