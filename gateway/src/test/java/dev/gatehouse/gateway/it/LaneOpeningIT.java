package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.exchange.WebSocketKey;
import dev.gatehouse.gateway.journey.send.lane.LaneBounds;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.HranaClient;
import dev.gatehouse.testkit.RawMessage;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedConnection;
import dev.gatehouse.testkit.ScriptedUpstream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lane that opens while its namespace stops being served. */
class LaneOpeningIT {
  private static final String ANSWER = "{\"baton\":null,\"base_url\":null,\"results\":[]}";
  private static final byte[] HELLO_OK =
      "{\"type\":\"hello_ok\"}".getBytes(StandardCharsets.US_ASCII);
  private static final int TEXT_FRAME = 0x81;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch suspended = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);

  @Test
  @Timeout(60)
  void isClosedAsSoonAsItIsOpen() throws Exception {
    var bounds = new LaneBounds(48, 16, 0, Duration.ofMinutes(10), 64 << 10);
    try (var sqld = ScriptedUpstream.start(this::play);
        var stand = GatewayStand.withLanes(sqld.uri(), SigningKey.generate(), bounds)) {
      TenantRecord tenant = stand.tenant("a", Lifecycle.ACTIVE);
      HranaClient client =
          HranaClient.of(stand.url()).withToken(stand.token("a", Access.READ_WRITE));
      assertEquals(200, client.execute("select 1").status());
      asked.await();
      stand.become(tenant, Lifecycle.SUSPENDED);
      assertTrue(client.execute("select 1").body().contains("NAMESPACE_SUSPENDED"));
      suspended.countDown();
      gone.await();
    }
  }

  private void play(ScriptedConnection connection) throws IOException, InterruptedException {
    RawMessage request = connection.readRequest().orElseThrow();
    String key = request.first("sec-websocket-key");
    if (key.isEmpty()) {
      connection.write(Script.json(200, ANSWER));
      connection.awaitClientGone();
      return;
    }
    asked.countDown();
    suspended.await();
    connection.write(
        """
        HTTP/1.1 101 Switching Protocols\r
        upgrade: websocket\r
        connection: upgrade\r
        sec-websocket-protocol: hrana3\r
        sec-websocket-accept: %s\r
        \r
        """
            .formatted(new WebSocketKey(key).acceptance()));
    connection.write(new byte[] {(byte) TEXT_FRAME, (byte) HELLO_OK.length});
    connection.write(HELLO_OK);
    connection.awaitClientGone();
    gone.countDown();
  }
}
