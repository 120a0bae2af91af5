package dev.gatehouse.gateway.it;

import static dev.gatehouse.gateway.it.FaultStand.ANSWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.Script;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFaultIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String BEGIN =
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
          + "2a\r\n{\"baton\":null,\"base_url\":null,\"results\":[]\r\n";

  private static FaultStand stand(Script script) throws IOException {
    return FaultStand.strict(script, LONG);
  }

  private static void leave(RawHttp client, boolean reset) throws IOException {
    if (reset) {
      client.reset();
    } else {
      client.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void vanishesInTheHead(boolean reset) throws IOException {
    try (FaultStand stand = stand(Script.answersJson(200, ANSWER))) {
      RawHttp client = stand.connect().send("POST /v2/pipeline HTTP/1.1\r\nhos");
      leave(client, reset);
      assertEquals(0, stand.upstream().connections());
      stand.assertServes();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void vanishesInTheBody(boolean reset) throws IOException {
    try (FaultStand stand = stand(Script.answersJson(200, ANSWER))) {
      RawHttp client =
          stand.connect().send(stand.head("expect: 100-continue\r\ncontent-length: 100"));
      assertTrue(client.readThrough("\r\n\r\n").startsWith("HTTP/1.1 100"));
      client.send("{\"req");
      leave(client, reset);
      stand.assertServes();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void vanishesWhileTheUpstreamIsSilent(boolean reset) throws Exception {
    try (FaultStand stand = stand(Script.silent())) {
      RawHttp client = stand.connect().send(stand.request());
      stand.upstream().awaitRequest();
      leave(client, reset);
      stand.assertNothingLeft();
    }
  }

  @Test
  void vanishesInTheAnswer() throws IOException {
    Script streams =
        connection -> {
          connection.readRequest();
          connection.write(BEGIN);
          connection.awaitClientGone();
        };
    try (FaultStand stand = stand(streams)) {
      try (var client = new Socket(InetAddress.getLoopbackAddress(), stand.port())) {
        client.setSoTimeout((int) LONG.toMillis());
        client.getOutputStream().write(stand.request().getBytes(StandardCharsets.ISO_8859_1));
        assertEquals('H', client.getInputStream().read());
      }
      stand.assertNothingLeft();
    }
  }

  @Test
  void stopsReading() throws Exception {
    var taken = new AtomicLong();
    var poured = new CountDownLatch(1);
    byte[] chunk =
        (Integer.toHexString(1 << 16) + "\r\n" + " ".repeat(1 << 16) + "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    Script pours =
        connection -> {
          connection.readRequest();
          connection.write(BEGIN);
          while (taken.get() < 50_000_000) {
            connection.write(chunk);
            taken.addAndGet(chunk.length);
          }
          poured.countDown();
        };
    var memory = ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
    try (FaultStand stand = stand(pours)) {
      long before = memory.usedDirectMemory() + memory.usedHeapMemory();
      RawHttp client = stand.connect().send(stand.request());
      stand.upstream().awaitRequest();
      assertFalse(poured.await(3, TimeUnit.SECONDS), "the upstream was never paused");
      assertTrue(taken.get() < 25_000_000, () -> taken + " bytes were taken");
      long held = memory.usedDirectMemory() + memory.usedHeapMemory() - before;
      assertTrue(held < 2 << 20, () -> held + " bytes are held");
      client.close();
      stand.assertNothingLeft();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void vanishesBehindPipelinedRequests(boolean reset) throws Exception {
    try (FaultStand stand = stand(Script.silent())) {
      RawHttp client = stand.connect().send(stand.request().repeat(3));
      stand.upstream().awaitRequest();
      leave(client, reset);
      stand.awaitOpen(0);
      assertEquals(1, stand.upstream().requests().size());
      stand.assertServes();
    }
  }
}
