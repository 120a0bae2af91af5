package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.RawHttp;
import dev.gatehouse.testkit.RawMessage;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedConnection;
import dev.gatehouse.testkit.ScriptedUpstream;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What waits in sqld under a baton is closed there when nobody may resume it. */
final class RestingStreamIT {
  private static final String STAYS =
      "{\"requests\":[{\"type\":\"execute\",\"stmt\":{\"sql\":\"begin immediate\"}}]}";

  private final AtomicInteger streams = new AtomicInteger();
  private final BlockingQueue<RawMessage> asked = new LinkedBlockingQueue<>();
  private final ScriptedUpstream upstream = ScriptedUpstream.start(this::answer);
  private final GatewayStand gateway;
  private final TenantRecord tenant;

  RestingStreamIT() throws IOException {
    gateway = new GatewayStand(upstream.uri(), SigningKey.generate());
    tenant = gateway.tenant("a", Lifecycle.ACTIVE);
    gateway.tenant("b", Lifecycle.ACTIVE);
  }

  private void answer(ScriptedConnection connection) throws IOException {
    for (var request = connection.readRequest();
        request.isPresent();
        request = connection.readRequest()) {
      boolean closes = request.get().text().contains("\"close\"");
      asked.add(request.get());
      String baton = closes ? "null" : "\"stream" + streams.incrementAndGet() + "\"";
      connection.write(
          Script.json(200, "{\"baton\":" + baton + ",\"base_url\":null,\"results\":[]}"));
    }
  }

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  private void leave(String namespace) throws IOException, InterruptedException {
    try (RawHttp client = RawHttp.connect(gateway.url())) {
      String head =
          "POST /v2/pipeline HTTP/1.1\r\nhost: %s\r\nauthorization: Bearer %s\r\ncontent-length: %d"
              .formatted(namespace, gateway.token(namespace, Access.READ_WRITE), STAYS.length());
      RawMessage answer = client.send(head + "\r\n\r\n" + STAYS).read();
      assertTrue(answer.text().contains("\"baton\":\""), answer.text());
    }
    assertEquals(STAYS, next().text());
  }

  private RawMessage next() throws InterruptedException {
    RawMessage request = asked.poll(20, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("sqld was asked nothing");
    }
    return request;
  }

  @ParameterizedTest
  @EnumSource(
      value = Lifecycle.class,
      names = {"SUSPENDED", "DELETING"})
  void isClosedWithItsNamespace(Lifecycle state) throws Exception {
    leave("a");
    leave("b");
    assertEquals(2, gateway.streams());
    gateway.become(tenant, state);
    RawMessage farewell = next();
    assertTrue(farewell.startLine().startsWith("POST /v3/pipeline "), farewell.startLine());
    assertEquals("{\"baton\":\"stream1\",\"requests\":[{\"type\":\"close\"}]}", farewell.text());
    gateway.awaitStreams(1);
    assertTrue(asked.isEmpty());
  }

  @Test
  void isLeftAloneWhileItsNamespaceIsServed() throws Exception {
    leave("a");
    gateway.become(tenant, Lifecycle.ACTIVE);
    leave("b");
    assertTrue(asked.isEmpty());
    assertEquals(2, gateway.streams());
  }
}
