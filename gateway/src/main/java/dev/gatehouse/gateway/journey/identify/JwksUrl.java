package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched.Failed;
import dev.gatehouse.gateway.journey.identify.JwksSource.Fetched.Published;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A JWK set behind a URL; redirects are not followed. */
@CrossThread
final class JwksUrl implements JwksSource {
  private static final int OK = 200;

  private final HttpRequest request;
  private final Set<PublicKeyAlgorithm> allowed;
  private final Duration bound;
  private final int bytesMax;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http;

  JwksUrl(URI url, Set<PublicKeyAlgorithm> allowed, JwksBounds bounds) {
    this.allowed = allowed;
    this.bound = bounds.fetch();
    this.bytesMax = bounds.bytesMax();
    this.request =
        HttpRequest.newBuilder(url)
            .header("accept", "application/jwk-set+json, application/json")
            .timeout(bound)
            .build();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(bound)
            .executor(threads)
            .build();
  }

  @Override
  public void fetch(Consumer<Fetched> taker) {
    try {
      // Looking the host up may block, so not even the start of a request belongs on this thread.
      threads.execute(() -> request(taker));
    } catch (RejectedExecutionException closed) {
      taker.accept(new Failed("closed"));
    }
  }

  private void request(Consumer<Fetched> taker) {
    CompletableFuture<HttpResponse<byte[]>> answer;
    try {
      answer = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax));
    } catch (RuntimeException unsendable) {
      taker.accept(new Failed(unsendable.getClass().getSimpleName()));
      return;
    }
    answer
        .copy()
        .orTimeout(bound.toMillis(), TimeUnit.MILLISECONDS)
        .handle((response, failure) -> failure == null ? read(response) : failed(failure, answer))
        .exceptionally(defect -> new Failed(defect.getClass().getSimpleName()))
        .thenAccept(taker);
  }

  private Fetched read(HttpResponse<byte[]> response) {
    if (response.statusCode() != OK) {
      return new Failed("status " + response.statusCode());
    }
    if (!response.headers().firstValue("content-type").map(JwksUrl::mayBeJson).orElse(true)) {
      return new Failed("the answer is no JSON");
    }
    try {
      return new Published(PublicKeys.readUsable(response.body(), allowed));
    } catch (ParseException unreadable) {
      return new Failed("the answer is no JWK set");
    }
  }

  private static boolean mayBeJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.endsWith("json")
        || type.equals("text/plain")
        || type.equals("application/octet-stream");
  }

  /** A request that is given up must not keep its connection. */
  private static Failed failed(
      Throwable failure, CompletableFuture<HttpResponse<byte[]>> abandoned) {
    abandoned.cancel(true);
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new Failed(cause.getClass().getSimpleName());
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }
}
