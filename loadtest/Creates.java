import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Creates namespaces through the admin API at a fixed rate, whether the answers come or not: {@code
 * GATEHOUSE_ADMIN_KEY=… java Creates.java URL RATE SECONDS}. A call's time counts from the moment
 * it was due.
 */
final class Creates {
  private Creates() {}

  private record Answer(int status, long millis) {}

  public static void main(String[] args) {
    URI url = URI.create(args[0] + "/v1/namespaces");
    int rate = Integer.parseInt(args[1]);
    int seconds = Integer.parseInt(args[2]);
    String run = Long.toString(System.currentTimeMillis(), 36);
    var calls = new ArrayList<CompletableFuture<Answer>>();
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build()) {
      long begun = System.nanoTime();
      for (int i = 0; i < rate * seconds; i++) {
        long due = begun + i * 1_000_000_000L / rate;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        var request =
            HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(60))
                .header("authorization", "Bearer " + System.getenv("GATEHOUSE_ADMIN_KEY"))
                .header("content-type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"name\":\"n%s-%d\",\"owner\":\"user-%d\"}".formatted(run, i, i)))
                .build();
        calls.add(
            client
                .sendAsync(request, BodyHandlers.ofString())
                .handle((response, failure) -> answer(response, due)));
      }
      List<Answer> answers = calls.stream().map(CompletableFuture::join).toList();
      report(answers, rate, (System.nanoTime() - begun) / 1e9);
    }
  }

  private static Answer answer(HttpResponse<String> response, long due) {
    long millis = (System.nanoTime() - due) / 1_000_000;
    return new Answer(response == null ? 0 : response.statusCode(), millis);
  }

  private static void report(List<Answer> answers, int rate, double seconds) {
    var statuses = new TreeMap<Integer, Integer>();
    answers.forEach(answer -> statuses.merge(answer.status(), 1, Integer::sum));
    long[] millis = answers.stream().mapToLong(Answer::millis).sorted().toArray();
    System.out.printf(
        "asked %d/s, created %.1f/s, statuses %s, ms p50 %d p99 %d max %d%n",
        rate,
        statuses.getOrDefault(201, 0) / seconds,
        statuses,
        millis[millis.length / 2],
        millis[(int) (millis.length * 0.99)],
        millis[millis.length - 1]);
  }
}
