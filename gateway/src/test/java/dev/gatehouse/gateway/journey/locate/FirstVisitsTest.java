package dev.gatehouse.gateway.journey.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Settling;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.NamespaceUnknown;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.exchange.Refusal.ProvisioningFailed;
import dev.gatehouse.gateway.exchange.Refusal.TokenRevoked;
import dev.gatehouse.gateway.exchange.SilentReply;
import dev.gatehouse.gateway.journey.identify.Caller;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Provisioner;
import dev.gatehouse.tenancy.Provisioner.Provisioned;
import dev.gatehouse.tenancy.Revocations;
import dev.gatehouse.tenancy.Visitor;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FirstVisitsTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Deque<Runnable> offTheLoop = new ArrayDeque<>();
  private final List<String> made = new ArrayList<>();
  private final Revoked revoked = new Revoked();
  private Provisioned answer = Provisioned.READY;

  private FirstVisits visits(int perAddressMax, int perIssuerMax) {
    Provisioner provisioner =
        (namespace, visitor, issuedAtSeconds) -> {
          made.add(namespace + " " + visitor.user().orElse("") + " " + issuedAtSeconds);
          return answer;
        };
    return new FirstVisits(
        provisioner, revoked, new VisitBounds(1, perAddressMax, perIssuerMax), offTheLoop::add);
  }

  /** Revocations that a test makes by hand. */
  private static final class Revoked implements Revocations {
    private boolean all;

    @Override
    public boolean isRevoked(String tokenId, Namespace namespace, long issuedAtSeconds) {
      return all;
    }

    @Override
    public void onRevoked(Consumer<Revocations.Revoked> listener) {}
  }

  private static Caller caller(String namespace) {
    return new Caller(
        new Namespace(namespace),
        Access.READ_WRITE,
        7,
        9,
        "",
        Optional.of(new Visitor("issuer", Optional.of("ada"), Optional.empty(), true)));
  }

  private List<Settling<Caller>> visit(FirstVisits visits, String namespace, String client) {
    var exchange =
        new Exchange(
            channel.eventLoop(),
            new SilentReply(() -> {}),
            new Deadline(channel.eventLoop()),
            new Journal(client),
            new ClientAddress(InetAddress.ofLiteral(client)));
    var settled = new ArrayList<Settling<Caller>>();
    visits.provision(caller(namespace), exchange).finish(settled::add);
    return settled;
  }

  private void work() {
    while (!offTheLoop.isEmpty()) {
      offTheLoop.poll().run();
    }
    channel.runPendingTasks();
  }

  private static Refusal refusal(List<Settling<Caller>> settled) {
    assertEquals(1, settled.size());
    return assertInstanceOf(Stopped.class, settled.getFirst()).refusal();
  }

  @Test
  void manyRequestsMakeOneNamespaceOffTheLoop() {
    FirstVisits visits = visits(1, 1);
    var one = visit(visits, "a", "192.0.2.1");
    var other = visit(visits, "a", "192.0.2.1");
    assertEquals(List.of(), made);
    assertEquals(List.of(), one);
    work();
    assertEquals(List.of("a ada 7"), made);
    assertEquals(List.of(new Ready<>(caller("a"))), one);
    assertEquals(List.of(new Ready<>(caller("a"))), other);
  }

  @Test
  void anAddressMakesOnlySoMany() {
    FirstVisits visits = visits(1, 100);
    visit(visits, "a", "192.0.2.1");
    assertInstanceOf(OverLimit.class, refusal(visit(visits, "b", "192.0.2.1")));
    assertEquals(List.of(), visit(visits, "b", "192.0.2.2"));
  }

  @Test
  void anIssuerMakesOnlySoMany() {
    FirstVisits visits = visits(100, 1);
    visit(visits, "a", "192.0.2.1");
    assertInstanceOf(OverLimit.class, refusal(visit(visits, "b", "192.0.2.2")));
  }

  @Test
  void aTokenThatWasTakenBackMeanwhileOpensNothing() {
    FirstVisits visits = visits(1, 1);
    var visit = visit(visits, "a", "192.0.2.1");
    revoked.all = true;
    work();
    assertInstanceOf(TokenRevoked.class, refusal(visit));
  }

  @Test
  void whatCannotBeMadeIsSaid() {
    FirstVisits visits = visits(9, 9);
    answer = Provisioned.FAILED;
    var failed = visit(visits, "a", "192.0.2.1");
    work();
    assertInstanceOf(ProvisioningFailed.class, refusal(failed));
    answer = Provisioned.REFUSED;
    var refused = visit(visits, "a", "192.0.2.1");
    work();
    assertInstanceOf(NamespaceUnknown.class, refusal(refused));
  }
}
