package dev.gatehouse.gateway.journey.identify;

import dev.gatehouse.gateway.exchange.ClientAddress;
import dev.gatehouse.gateway.exchange.Deadline;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Outcome.Ready;
import dev.gatehouse.gateway.exchange.Outcome.Settling;
import dev.gatehouse.gateway.exchange.Outcome.Stopped;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.ClientGone;
import dev.gatehouse.gateway.exchange.RequestBody;
import dev.gatehouse.gateway.exchange.RequestHead;
import dev.gatehouse.gateway.exchange.Route;
import dev.gatehouse.gateway.exchange.SilentReply;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.tenancy.Namespace;
import dev.gatehouse.tenancy.Revocations;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A stage at work on one event loop, with a clock and revocations that the test moves. */
final class Desk {
  static final int TOKEN_BYTES_MAX = 4096;
  static final Duration SKEW = Duration.ofSeconds(5);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Authenticator authenticator;
  private final Clock clock;
  private @Nullable Exchange last;
  final Revoked revoked = new Revoked();

  /** A clock that stands still until it is moved. */
  static final class Clock implements InstantSource {
    private volatile Instant now = Instant.ofEpochSecond(Ink.NOW);

    @Override
    public Instant instant() {
      return now;
    }

    void advance(Duration time) {
      now = now.plus(time);
    }
  }

  /** Revocations that a test makes by hand. */
  static final class Revoked implements Revocations {
    final Set<String> tokenIds = new HashSet<>();
    final List<String> questions = new ArrayList<>();

    @Override
    public boolean isRevoked(String tokenId, Namespace namespace, long issuedAtSeconds) {
      questions.add(tokenId + " " + namespace + " " + issuedAtSeconds);
      return tokenIds.contains(tokenId);
    }

    @Override
    public void onRevoked(Consumer<Revocations.Revoked> listener) {}
  }

  Desk(Clock clock, Issuer... issuers) {
    this(clock, new TokenBounds(TOKEN_BYTES_MAX, 1000, 1_000_000, 1000), issuers);
  }

  Desk(Clock clock, TokenBounds bounds, Issuer... issuers) {
    this.clock = clock;
    this.authenticator =
        new Authenticator(new JwtVerifier(List.of(issuers), SKEW, clock), bounds, revoked);
  }

  Clock clock() {
    return clock;
  }

  Outcome<Caller> ask(String token) {
    return ask(token, "192.0.2.1");
  }

  Outcome<Caller> ask(String token, String client) {
    return authenticator.callerOf(token, exchange(client));
  }

  /** What has come of an answer by now; nothing where it is still to come. */
  List<Settling<Caller>> settled(Outcome<Caller> outcome) {
    var settled = new ArrayList<Settling<Caller>>();
    outcome.finish(settled::add);
    channel.runPendingTasks();
    return settled;
  }

  void allowFailures(int perMinuteMax) {
    authenticator.allowFailures(perMinuteMax);
  }

  void runLoop() {
    channel.runPendingTasks();
  }

  Caller accepted(String token) {
    return switch (ask(token)) {
      case Ready<Caller>(var caller) -> caller;
      case Stopped<Caller>(var refusal) -> throw new AssertionError("refused: " + refusal);
      case Outcome<Caller> other -> throw new AssertionError("still to come: " + other);
    };
  }

  Refusal refused(String token) {
    return refused(token, "192.0.2.1");
  }

  Refusal refused(String token, String client) {
    return switch (ask(token, client)) {
      case Stopped<Caller>(var refusal) -> refusal;
      case Outcome<Caller> other -> throw new AssertionError("not refused: " + other);
    };
  }

  /** The whole stage on a request with this token. */
  Outcome<Caller> identify(String token) {
    Exchange exchange = exchange("192.0.2.1");
    last = exchange;
    var headers = new DefaultHttpHeaders().set("authorization", "Bearer " + token);
    var head = new RequestHead(Route.PIPELINE_V3, Route.PIPELINE_V3.path(), headers);
    return authenticator
        .identify(new Arrived(exchange, head, new NoBody()))
        .then(identified -> Outcome.ready(identified.caller()));
  }

  /** The client of the last request goes away. */
  void leave() {
    if (last != null) {
      last.interrupt(new ClientGone());
    }
  }

  private Exchange exchange(String client) {
    return new Exchange(
        channel.eventLoop(),
        new SilentReply(() -> {}),
        new Deadline(channel.eventLoop()),
        new Journal(client),
        new ClientAddress(InetAddress.ofLiteral(client)));
  }

  /** A request without a body. */
  private static final class NoBody implements RequestBody {
    @Override
    public long length() {
      return 0;
    }

    @Override
    public void readTo(Reader reader) {}

    @Override
    public void discard() {}
  }
}
