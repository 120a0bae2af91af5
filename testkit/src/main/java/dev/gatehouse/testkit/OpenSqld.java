package dev.gatehouse.testkit;

import dev.gatehouse.sqld.SqldLocator;
import dev.gatehouse.sqld.SqldUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * A real sqld as many run it: it asks nobody for a token, has the usual stack and the usual bounds,
 * and nobody starts it again.
 */
public final class OpenSqld implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final Process process;
  private final Path folder;
  private final URI http;
  private final URI admin;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private OpenSqld(Path binary, Path folder) throws IOException {
    this.folder = folder;
    int port = freePort();
    int adminPort = freePort();
    this.http = URI.create("http://127.0.0.1:" + port);
    this.admin = URI.create("http://127.0.0.1:" + adminPort);
    this.process =
        new ProcessBuilder(
                binary.toString(),
                "--no-welcome",
                "--enable-namespaces",
                "-d",
                folder.resolve("db").toString(),
                "--http-listen-addr",
                "127.0.0.1:" + port,
                "--admin-listen-addr",
                "127.0.0.1:" + adminPort)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  /** Starts one; a machine that cannot run sqld fails the test that asks for it. */
  public static OpenSqld start() throws IOException, InterruptedException {
    try {
      Path binary =
          new SqldLocator(Repository.root().resolve("tools/sqld"), System.err::println).locate();
      var sqld = new OpenSqld(binary, Files.createTempDirectory("gatehouse-open-sqld"));
      sqld.awaitReady();
      return sqld;
    } catch (SqldUnavailableException e) {
      throw new AssertionError("This test needs a real sqld. " + e.getMessage(), e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long until = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < until && process.isAlive()) {
      try {
        client.send(
            HttpRequest.newBuilder(http.resolve("/health")).build(),
            HttpResponse.BodyHandlers.discarding());
        return;
      } catch (IOException notYet) {
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
    }
    close();
    throw new IOException("sqld did not start");
  }

  /** Where its user API listens. */
  public URI http() {
    return http;
  }

  /** Makes a namespace of this name. */
  public void create(String namespace) throws IOException, InterruptedException {
    HttpResponse<String> made =
        client.send(
            HttpRequest.newBuilder(admin.resolve("/v1/namespaces/" + namespace + "/create"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (made.statusCode() != 200) {
      throw new IOException("sqld made no namespace: " + made.body());
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.destroyForcibly();
    process.onExit().join();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
