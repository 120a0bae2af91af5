package dev.gatehouse.gateway.journey.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Outcome.Settling;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal.DirectoryDown;
import dev.gatehouse.gateway.exchange.Refusal.RequestTimeout;
import dev.gatehouse.gateway.exchange.SilentReply;
import dev.gatehouse.gateway.journey.identify.Caller;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.TenantRecord;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoubtedNamespaceTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Sessions sessions = new Sessions();

  private List<Settling<Boolean>> session(String name) {
    var exchange =
        new Exchange(
            channel.eventLoop(),
            new SilentReply(() -> {}),
            new Deadline(channel.eventLoop()),
            new Journal("192.0.2.1"),
            new ClientAddress(InetAddress.ofLiteral("192.0.2.1")));
    var namespace = new Namespace(name);
    var tenant =
        new TenantRecord(
            namespace,
            NamespaceId.random(),
            new NodeId("main"),
            Lifecycle.ACTIVE,
            Optional.empty());
    var caller = new Caller(namespace, Access.READ_WRITE, 7, 9, "", Optional.empty());
    var ended = new ArrayList<Settling<Boolean>>();
    exchange.<Boolean>await(Duration.ofHours(1), RequestTimeout::new).finish(ended::add);
    var _ = sessions.add(new LiveSession(exchange, tenant, caller));
    return ended;
  }

  @Test
  void endsItsSessionsAndNoOthers() {
    var doubted = session("acme");
    var other = session("other");
    assertEquals(1, sessions.onNamespaceDoubted(new Namespace("acme")));
    channel.runPendingTasks();
    assertInstanceOf(
        DirectoryDown.class, assertInstanceOf(Stopped.class, doubted.getFirst()).refusal());
    assertEquals(List.of(), other);
  }
}
