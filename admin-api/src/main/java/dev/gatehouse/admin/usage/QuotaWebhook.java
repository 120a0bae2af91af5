package dev.gatehouse.admin.usage;

import dev.gatehouse.admin.identity.StandardSignature;
import dev.gatehouse.admin.work.Worker;
import dev.gatehouse.tenancy.UsageMeter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts notices to one URL of the operator's, signed as Standard Webhooks says. Tries each a few
 * times, one after the other; those that find no room any more are lost.
 */
public final class QuotaWebhook implements QuotaNotices, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(QuotaWebhook.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int WAITING_MAX = 1_000;
  private static final int TRIES_MAX = 6;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI url;
  private final StandardSignature signature;
  private final Duration pauseMin;
  private final InstantSource clock;
  private final BlockingQueue<QuotaNotice> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).followRedirects(Redirect.NEVER).build();
  private final LongAdder taken = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Worker sender;

  /**
   * Starts to send what it is given.
   *
   * @param pauseMin the pause after a first failure; each next one is twice as long
   */
  public QuotaWebhook(
      URI url, StandardSignature signature, Duration pauseMin, InstantSource clock) {
    this.url = url;
    this.signature = signature;
    this.pauseMin = pauseMin;
    this.clock = clock;
    this.sender = Worker.start("quota-webhook", this::run);
  }

  @Override
  public boolean isWanted() {
    return true;
  }

  @Override
  public void send(QuotaNotice notice) {
    if (!waiting.offer(notice)) {
      lost.increment();
      log.atWarn().addKeyValue("tenant", notice.namespace()).log("too many notices; one is lost");
    }
  }

  @Override
  public UsageMeter.Notices counts() {
    return new UsageMeter.Notices(taken.sum(), lost.sum());
  }

  private void run() throws InterruptedException {
    while (true) {
      deliver(waiting.take());
    }
  }

  private void deliver(QuotaNotice notice) throws InterruptedException {
    Duration pause = pauseMin;
    for (int tries = 1; tries <= TRIES_MAX; tries++) {
      if (isTaken(notice)) {
        taken.increment();
        return;
      }
      if (tries < TRIES_MAX) {
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
    lost.increment();
    log.atWarn().addKeyValue("tenant", notice.namespace()).log("nobody took a notice; it is lost");
  }

  private boolean isTaken(QuotaNotice notice) throws InterruptedException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    byte[] body = json(notice, now);
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("content-type", "application/json")
            .header("webhook-id", notice.messageId())
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .header("webhook-signature", signature.sign(notice.messageId(), now, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    } catch (IOException e) {
      log.atDebug().setCause(e).log("the quota webhook could not be reached");
      return false;
    }
  }

  private static byte[] json(QuotaNotice notice, Instant now) {
    var body = JSON.createObjectNode();
    body.put("type", notice.type());
    body.put("timestamp", now.toString());
    body.putObject("data")
        .put("namespace", notice.namespace().name())
        .put("month", notice.month().toString())
        .put("quota", notice.quota())
        .put("used", notice.used())
        .put("max", notice.max());
    return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    sender.close();
    client.shutdownNow();
  }
}
