package dev.gatehouse.admin.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.admin.identity.StandardSignature;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuotaWebhookTest {
  private static final byte[] KEY = "the key of these notices".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.5Z");

  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private HttpServer receiver;
  private QuotaWebhook webhook;

  private record Heard(String id, String time, String signature, String body) {}

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::hear);
    receiver.start();
    String secret = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    webhook =
        new QuotaWebhook(
            URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/quota"),
            StandardSignature.of(secret, Duration.ZERO),
            Duration.ofMillis(1),
            InstantSource.fixed(NOW));
  }

  @AfterEach
  void stop() {
    webhook.close();
    receiver.stop(0);
  }

  private void hear(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    heard.add(
        new Heard(
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 500 : 204, -1);
    exchange.close();
  }

  private Heard next() throws InterruptedException {
    Heard next = heard.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was heard");
    }
    return next;
  }

  private static QuotaNotice notice(String namespace, long used) {
    return new QuotaNotice(
        new NamespaceId("a".repeat(26)),
        new Namespace(namespace),
        YearMonth.of(2026, 11),
        "rows-read",
        used,
        100);
  }

  @Test
  void saysWhoUsedHowMuchAndSignsIt() throws Exception {
    webhook.send(notice("shop", 81));
    Heard told = next();
    assertEquals(
        "{\"type\":\"quota.warning\",\"timestamp\":\"2026-11-21T12:00:00Z\",\"data\":"
            + "{\"namespace\":\"shop\",\"month\":\"2026-11\",\"quota\":\"rows-read\","
            + "\"used\":81,\"max\":100}}",
        told.body());
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String signed = told.id() + "." + NOW.getEpochSecond() + "." + told.body();
    String signature =
        Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    assertEquals("v1," + signature, told.signature());
    assertEquals(Long.toString(NOW.getEpochSecond()), told.time());
  }

  @Test
  void triesAgainUnderTheSameIdAndGivesUp() throws Exception {
    failures.set(2);
    webhook.send(notice("shop", 100));
    Heard first = next();
    assertEquals(first.id(), next().id());
    assertEquals(first.id(), next().id());
    assertTrue(first.id().endsWith("_exceeded"), first.id());
    failures.set(6);
    webhook.send(notice("shop", 90));
    webhook.send(notice("other", 90));
    for (int tries = 0; tries < 6; tries++) {
      assertTrue(next().body().contains("shop"));
    }
    assertTrue(next().body().contains("other"));
  }
}
