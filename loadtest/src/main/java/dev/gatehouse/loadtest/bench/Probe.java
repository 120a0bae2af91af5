package dev.gatehouse.loadtest.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Single calls, to see whether something serves and to set it up. */
final class Probe {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private Probe() {}

  /** What a GET is answered with, or 0 where nothing answers. */
  static int status(URI url) {
    try {
      return CLIENT.send(request(url).GET().build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Posts and expects success. */
  static String post(URI url, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    var request = request(url).POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          "%s answered %d: %s".formatted(url, response.statusCode(), response.body()));
    }
    return response.body();
  }

  private static HttpRequest.Builder request(URI url) {
    return HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30));
  }
}
