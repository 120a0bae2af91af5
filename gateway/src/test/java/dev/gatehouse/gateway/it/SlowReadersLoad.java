package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.journey.decode.DecodeBounds;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.send.turn.TurnBounds;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedConnection;
import dev.gatehouse.testkit.ScriptedUpstream;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients cost that ask for much and read nothing; run by hand, see docs/performance.md. */
class SlowReadersLoad {
  private static final int READERS = 1000;
  private static final int ANSWER_BYTES = 10 << 20;
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration STILL = Duration.ofSeconds(3);
  private static final String BODY = "{\"requests\":[{\"type\":\"close\"}]}";
  private static final byte[] PART = " ".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);
  private static final double MIB = 1 << 20;

  private final AtomicLong poured = new AtomicLong();
  private final CountDownLatch allAsked = new CountDownLatch(READERS);

  /**
   * What this process holds.
   *
   * @param netty the allocator's memory, outside and inside the heap
   * @param heap the heap that is in use after a collection
   */
  private record Memory(long netty, long heap) {
    static Memory now() {
      var metric = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
      System.gc();
      return new Memory(
          metric.usedDirectMemory() + metric.usedHeapMemory(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    @Override
    public String toString() {
      return "buffers %.1f MiB, heap %.1f MiB".formatted(netty / MIB, heap / MIB);
    }
  }

  /** A small answer, once every reader has asked, and a large one from then on. */
  private void answer(ScriptedConnection connection) throws IOException, InterruptedException {
    if (connection.readRequest().isPresent()) {
      allAsked.countDown();
      allAsked.await();
      connection.write(Script.json(200, FaultStand.ANSWER));
    }
    while (connection.readRequest().isPresent()) {
      pour(connection);
    }
  }

  private void pour(ScriptedConnection connection) throws IOException {
    connection.write(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
            .formatted(FaultStand.ANSWER.length() + ANSWER_BYTES, FaultStand.ANSWER));
    for (int sent = 0; sent < ANSWER_BYTES; sent += PART.length) {
      connection.write(PART);
      poured.addAndGet(PART.length);
    }
  }

  private GatewayStand stand(ScriptedUpstream upstream) throws IOException {
    var gateway =
        new GatewayStand(
            upstream.uri(),
            SigningKey.generate(),
            SessionSettings.DEFAULT,
            new GatewayStand.Bounds(
                new Limits(100_000, 1_000_000, READERS),
                READERS,
                new DecodeBounds(8 << 10, 16 << 10, 4 << 20, LONG, LONG, LONG),
                new PoolBounds(READERS, READERS, LONG, LONG),
                new RelayBounds(LONG, LONG),
                GatewayStand.Bounds.NO_BREAKER,
                new TurnBounds(READERS, READERS, READERS, READERS, LONG)));
    gateway.tenant("a", Lifecycle.ACTIVE);
    return gateway;
  }

  /** Waits until the upstream can send no more. */
  private void awaitStandstill() {
    long before = -1;
    while (before != poured.get() || before == 0) {
      before = poured.get();
      LockSupport.parkNanos(STILL.toNanos());
    }
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void costAWindowEach() throws Exception {
    List<RawHttp> readers = new ArrayList<>();
    try (ScriptedUpstream upstream = ScriptedUpstream.start(this::answer);
        GatewayStand gateway = stand(upstream)) {
      String request =
          "POST /v2/pipeline HTTP/1.1\r\nhost: a\r\nauthorization: Bearer %s\r\ncontent-length: %d\r\n\r\n%s"
              .formatted(gateway.token("a", Access.READ_WRITE), BODY.length(), BODY);
      for (int i = 0; i < READERS; i++) {
        readers.add(RawHttp.connect(gateway.url(), LONG).send(request));
      }
      for (RawHttp reader : readers) {
        assertEquals(200, reader.read().status());
      }
      Memory before = Memory.now();
      for (RawHttp reader : readers) {
        reader.send(request);
      }
      awaitStandstill();
      Memory peak = Memory.now();
      System.out.printf(
          "%d readers that read nothing of %d MiB each%nbefore: %s%nat the peak: %s%n"
              + "for each reader: buffers %.1f KiB, heap %.1f KiB; upstream could send %.1f MiB%n",
          READERS,
          ANSWER_BYTES >> 20,
          before,
          peak,
          (peak.netty - before.netty) / 1024.0 / READERS,
          (peak.heap - before.heap) / 1024.0 / READERS,
          poured.get() / MIB);
      assertTrue(gateway.streams() == READERS, "somebody was served or cut");
      assertTrue(peak.netty - before.netty < (long) READERS * (512 << 10), "more than a window");
    } finally {
      for (RawHttp reader : readers) {
        reader.close();
      }
    }
  }
}
