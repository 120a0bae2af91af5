package dev.gatehouse.gateway.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.gateway.SessionSettings;
import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.RequestBody;
import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.gateway.exchange.Route;
import dev.gatehouse.gateway.exchange.SilentReply;
import dev.gatehouse.gateway.journey.accept.Transport;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.identify.Authenticator;
import dev.gatehouse.gateway.journey.identify.Caller;
import dev.gatehouse.gateway.journey.identify.Identified;
import dev.gatehouse.gateway.journey.identify.JwtVerifier;
import dev.gatehouse.gateway.journey.identify.TokenBounds;
import dev.gatehouse.gateway.journey.locate.FirstVisits;
import dev.gatehouse.gateway.journey.locate.HostHint;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.gateway.journey.locate.TenantDirectory;
import dev.gatehouse.gateway.journey.locate.TenantDirectory.Freshness;
import dev.gatehouse.gateway.journey.locate.TenantLocator;
import dev.gatehouse.gateway.journey.locate.VisitBounds;
import dev.gatehouse.gateway.journey.permit.Admission;
import dev.gatehouse.gateway.journey.permit.OpenStreams;
import dev.gatehouse.gateway.journey.rewrite.HandleSeal;
import dev.gatehouse.gateway.journey.rewrite.RequestRewriter;
import dev.gatehouse.gateway.journey.rewrite.Rewritten;
import dev.gatehouse.gateway.journey.rewrite.SecondLock;
import dev.gatehouse.gateway.journey.send.Breakers;
import dev.gatehouse.gateway.journey.send.Forwarder;
import dev.gatehouse.gateway.journey.send.Knock;
import dev.gatehouse.gateway.journey.send.PoolBounds;
import dev.gatehouse.gateway.journey.send.SecondLook;
import dev.gatehouse.gateway.journey.send.Shortcut;
import dev.gatehouse.gateway.journey.send.turn.TurnBounds;
import dev.gatehouse.gateway.journey.send.turn.TurnEvents;
import dev.gatehouse.gateway.journey.send.turn.Turnstiles;
import dev.gatehouse.gateway.journey.stream.LastingStreams;
import dev.gatehouse.gateway.journey.stream.Relay;
import dev.gatehouse.gateway.journey.stream.RelayBounds;
import dev.gatehouse.gateway.journey.stream.Sessions;
import dev.gatehouse.tenancy.Access;
import dev.gatehouse.tenancy.Lifecycle;
import dev.gatehouse.tenancy.Limits;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.NamespaceDirectory;
import dev.gatehouse.tenancy.NamespaceId;
import dev.gatehouse.tenancy.NodeId;
import dev.gatehouse.tenancy.Plans;
import dev.gatehouse.tenancy.Provisioner.Provisioned;
import dev.gatehouse.tenancy.Revocations;
import dev.gatehouse.tenancy.TenantRecord;
import dev.gatehouse.tenancy.UsageMeter;
import dev.gatehouse.tenancy.token.SealingKey;
import dev.gatehouse.tenancy.token.SigningKey;
import dev.gatehouse.testkit.Script;
import dev.gatehouse.testkit.ScriptedUpstream;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client at its limits may do with the last bytes of an answer still on their way. */
class LastBytesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final TenantRecord TENANT =
      new TenantRecord(
          new Namespace("a"),
          NamespaceId.random(),
          new NodeId("local"),
          Lifecycle.ACTIVE,
          Optional.empty());

  private final Transport transport = Transport.best(1);
  private final EventLoop loop = transport.loops().next();
  private final Admission permit = new Admission(Plans.standard(new Limits(1_000, 1_000, 1)), 0);
  private final RequestRewriter rewrite =
      new RequestRewriter(
          new SecondLock(SigningKey.generate(), InstantSource.system()),
          new HandleSeal(SealingKey.generate(), InstantSource.system()),
          permit,
          new OpenStreams(1, System::nanoTime),
          PATIENCE,
          1 << 20,
          1_000);
  private final Forwarder send =
      new Forwarder(
          transport.loops(),
          transport.clientChannel(),
          new PoolBounds(1, 1, PATIENCE, PATIENCE),
          new Breakers(
              GatewayStand.Bounds.NO_BREAKER,
              Knock.byConnecting(transport.clientChannel(), PATIENCE),
              PATIENCE,
              System::nanoTime),
          new Turnstiles(
              TurnBounds.DEFAULT, permit::underWayMaxOf, TurnEvents.none(), System::nanoTime),
          new SecondLook(nobodyKnown(), nowhereFound()),
          Shortcut.none());
  private final Relay stream =
      new Relay(
          new RelayBounds(PATIENCE, PATIENCE), send::again, nothingLasts(), UsageMeter.none());

  /** A pipeline that closes its stream. */
  private static final class Body implements RequestBody {
    private static final String TEXT = "{\"requests\":[{\"type\":\"close\"}]}";

    @Override
    public long length() {
      return TEXT.length();
    }

    @Override
    public void readTo(Reader reader) {
      reader.onChunk(Unpooled.copiedBuffer(TEXT, StandardCharsets.US_ASCII), true);
    }

    @Override
    public void discard() {}
  }

  /** A pipeline's answer ends soon, so nobody looks after its right. */
  private static LastingStreams nothingLasts() {
    return new LastingStreams(
        nobodyKnown(),
        nowhereFound(),
        new Sessions(),
        SessionSettings.DEFAULT.terms(),
        InstantSource.system());
  }

  private static Authenticator nobodyKnown() {
    var nobody = new JwtVerifier(List.of(), Duration.ZERO, InstantSource.system());
    return new Authenticator(nobody, new TokenBounds(1, 1, 1, 1), Revocations.none());
  }

  private static TenantLocator nowhereFound() {
    var nowhere =
        new TenantDirectory(
            new EmptyDirectory(),
            new Freshness(1 << 20, 1 << 20, PATIENCE, PATIENCE, PATIENCE, PATIENCE),
            Runnable::run,
            System::nanoTime,
            InstantSource.system(),
            _ -> {});
    return new TenantLocator(nowhere, nobodyComes(), Map.of(), new HostHint(Optional.empty()));
  }

  private static FirstVisits nobodyComes() {
    return new FirstVisits(
        (_, _, _) -> Provisioned.REFUSED,
        Revocations.none(),
        new VisitBounds(1, 1, 1),
        Runnable::run);
  }

  /** Nobody is looked up here. */
  private static final class EmptyDirectory implements NamespaceDirectory {
    @Override
    public Optional<TenantRecord> find(Namespace namespace) {
      return Optional.empty();
    }

    @Override
    public void onChange(Consumer<Namespace> listener) {}
  }

  private Exchange exchange(Runnable onLastBytes) {
    return new Exchange(
        loop,
        new SilentReply(onLastBytes),
        new Deadline(loop),
        new Journal("test"),
        new ClientAddress(InetAddress.getLoopbackAddress()));
  }

  private Outcome<Rewritten> begin(Exchange exchange, InetSocketAddress node) {
    var head =
        new RequestHead(Route.PIPELINE_V3, Route.PIPELINE_V3.path(), new DefaultHttpHeaders());
    var caller =
        new Caller(TENANT.namespace(), Access.READ_WRITE, 0, Long.MAX_VALUE, "", Optional.empty());
    var identified = new Identified(new Arrived(exchange, head, new Body()), caller);
    return permit.permit(new Located(identified, TENANT, node)).then(rewrite::rewrite);
  }

  private boolean mayBegin(InetSocketAddress node) {
    Exchange next = exchange(() -> {});
    boolean may = begin(next, node) instanceof Ready<?>;
    next.releaseAll();
    return may;
  }

  private void run(InetSocketAddress node, CompletableFuture<Boolean> next) {
    Exchange exchange = exchange(() -> next.complete(mayBegin(node)));
    begin(exchange, node)
        .then(send::send)
        .then(stream::stream)
        .finish(
            outcome -> {
              if (outcome instanceof Stopped<?>(var refusal)) {
                exchange.refuse(refusal);
              }
              exchange.releaseAll();
            });
    if (mayBegin(node)) {
      next.completeExceptionally(new AssertionError("two at once"));
    }
  }

  private void assertNextMayBegin(Script script) throws Exception {
    try (ScriptedUpstream upstream = ScriptedUpstream.start(script)) {
      var node = new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.port());
      var next = new CompletableFuture<Boolean>();
      loop.execute(() -> run(node, next));
      assertTrue(next.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @AfterEach
  void stop() {
    transport.loops().shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void theNextRequestMayComeWithTheEndOfAnAnswer() throws Exception {
    assertNextMayBegin(Script.answersJson(200, FaultStand.ANSWER));
  }

  @Test
  void theNextRequestMayComeWithTheEndOfARefusal() throws Exception {
    assertNextMayBegin(Script.garbage());
  }
}
