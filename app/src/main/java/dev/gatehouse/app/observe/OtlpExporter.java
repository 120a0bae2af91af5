package dev.gatehouse.app.observe;

import dev.gatehouse.app.observe.OtlpJson.Ended;
import dev.gatehouse.gateway.journey.tally.FinishedExchange;
import dev.gatehouse.gateway.journey.tally.MetricCatalog;
import dev.gatehouse.gateway.journey.tally.SpanSink;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends finished exchanges to a collector, in bundles, on a thread of its own. What finds no room,
 * or what the collector does not take, is dropped and counted.
 */
public final class OtlpExporter implements SpanSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OtlpExporter.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int BUNDLE_MAX = 256;

  private final Collector collector;
  private final int oneIn;
  private final OtlpJson json;
  private final Counter sent;
  private final Counter dropped;
  private final Counter failed;
  private final Queue<Ended> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger room;
  private final Thread sender;
  private boolean failing;

  /**
   * The collector.
   *
   * @param traces where it takes traces
   * @param header what it wants to be told
   * @param queueMax how many exchanges may wait for it
   */
  public record Collector(URI traces, Optional<Header> header, int queueMax) {}

  /** One header, whose value may be a secret. */
  public record Header(String name, String value) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Starts to send.
   *
   * @param oneIn of how many traces one is sent
   */
  public OtlpExporter(Collector collector, int oneIn, String version, MeterRegistry meters) {
    this.collector = collector;
    this.oneIn = oneIn;
    this.json = new OtlpJson(version);
    this.room = new AtomicInteger(collector.queueMax());
    this.sent = MetricCatalog.SPANS.counter(meters, "result", "sent");
    this.dropped = MetricCatalog.SPANS.counter(meters, "result", "dropped");
    this.failed = MetricCatalog.SPANS.counter(meters, "result", "failed");
    this.sender = Thread.ofPlatform().daemon().name("gatehouse-traces").start(this::run);
  }

  @Override
  public int oneIn() {
    return oneIn;
  }

  @Override
  public void take(FinishedExchange exchange) {
    if (room.getAndDecrement() > 0) {
      waiting.add(new Ended(exchange, Instant.now()));
    } else {
      room.getAndIncrement();
      dropped.increment();
    }
  }

  private void run() {
    try (var client =
        HttpClient.newBuilder().connectTimeout(TIMEOUT).followRedirects(Redirect.NEVER).build()) {
      while (true) {
        boolean interrupted = Thread.interrupted();
        sendAll(client);
        if (interrupted) {
          client.shutdownNow();
          return;
        }
        pause();
      }
    }
  }

  /** An interrupt is kept for who asks next: what waits is sent once more before the end. */
  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendAll(HttpClient client) {
    for (List<Ended> bundle = bundle(); !bundle.isEmpty(); bundle = bundle()) {
      boolean taken = isTaken(client, bundle);
      (taken ? sent : failed).increment(bundle.size());
      if (taken == failing) {
        tell(taken);
      }
      failing = !taken;
      if (failing) {
        return;
      }
    }
  }

  private void tell(boolean taken) {
    if (taken) {
      log.atInfo().addKeyValue("collector", collector.traces()).log("traces are taken again");
    } else {
      log.atWarn()
          .addKeyValue("collector", collector.traces())
          .log("the collector does not take traces; they are lost");
    }
  }

  private List<Ended> bundle() {
    List<Ended> bundle = new ArrayList<>();
    while (bundle.size() < BUNDLE_MAX) {
      Ended next = waiting.poll();
      if (next == null) {
        break;
      }
      room.getAndIncrement();
      bundle.add(next);
    }
    return bundle;
  }

  private boolean isTaken(HttpClient client, List<Ended> bundle) {
    var request =
        HttpRequest.newBuilder(collector.traces())
            .timeout(TIMEOUT)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.of(bundle)));
    collector.header().ifPresent(header -> request.header(header.name(), header.value()));
    try {
      int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    } catch (IOException e) {
      log.atDebug().addKeyValue("because", e.getMessage()).log("traces could not be sent");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Sends what waits, if the collector takes it soon, and ends. */
  @Override
  public void close() {
    sender.interrupt();
    try {
      sender.join(PAUSE.multipliedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
