package dev.gatehouse.gateway.journey.send;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Later;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal.BodyMalformed;
import dev.gatehouse.gateway.exchange.Refusal.DirectoryDown;
import dev.gatehouse.gateway.exchange.Refusal.ProvisioningFailed;
import dev.gatehouse.gateway.exchange.Refusal.TokenInvalid;
import dev.gatehouse.gateway.exchange.Refusal.TokenRevoked;
import dev.gatehouse.gateway.exchange.Refusal.UnknownRoute;
import dev.gatehouse.gateway.exchange.Refusal.WebhookUnverified;
import dev.gatehouse.gateway.journey.decode.Arrived;
import dev.gatehouse.gateway.journey.identify.Caller;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.tenancy.IdentityDesk;
import dev.gatehouse.tenancy.IdentityDesk.Heard;
import dev.gatehouse.tenancy.IdentityDesk.Login;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the control plane on behalf of the identity endpoints, off the event loop. */
@CrossThread
public final class DeskCalls {
  private static final Logger log = LoggerFactory.getLogger(DeskCalls.class);
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final int UNDER_WAY_MAX = 64;
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

  private final IdentityDesk desk;
  private final String scheme;
  private final Executor executor;
  private final Semaphore room = new Semaphore(UNDER_WAY_MAX);

  /**
   * @param scheme how clients reach the public listener, where nobody says
   * @param executor threads that may block
   */
  public DeskCalls(IdentityDesk desk, String scheme, Executor executor) {
    this.desk = desk;
    this.scheme = scheme;
    this.executor = executor;
  }

  public Outcome<OwnReply> keySet() {
    return Outcome.ready(OwnReply.open(desk.keySet()));
  }

  /** Gives a token of Gatehouse's own for a login token of another service. */
  public Outcome<OwnReply> exchange(Located located) {
    Caller caller = located.identified().caller();
    if (caller.visitor().isEmpty()) {
      return Outcome.stopped(new TokenInvalid("not a login token"));
    }
    Arrived arrived = located.identified().arrived();
    var login =
        new Login(
            caller.namespace(),
            caller.access(),
            caller.tokenId(),
            caller.issuedAtSeconds(),
            originOf(arrived.head().headers()));
    return ask(arrived.exchange(), () -> desk.exchange(login))
        .then(
            given ->
                given
                    .map(json -> Outcome.ready(OwnReply.secret(json)))
                    .orElseGet(() -> Outcome.stopped(new TokenRevoked())));
  }

  private Optional<String> originOf(HttpHeaders headers) {
    return Optional.ofNullable(headers.get(HttpHeaderNames.HOST))
        .filter(host -> AUTHORITY.matcher(host).matches())
        .map(host -> scheme + "://" + host);
  }

  /** Passes on what Supabase tells. */
  public Outcome<OwnReply> hearSupabase(Arrived arrived, ByteBuf body) {
    byte[] bytes = ByteBufUtil.getBytes(body);
    HttpHeaders headers = arrived.head().headers();
    return ask(arrived.exchange(), () -> desk.hearSupabase(headers::getAll, bytes))
        .then(DeskCalls::answerTo);
  }

  private static Outcome<OwnReply> answerTo(Heard heard) {
    return switch (heard) {
      case DONE -> Outcome.ready(OwnReply.secret("{}"));
      case UNEXPECTED -> Outcome.stopped(new UnknownRoute());
      case UNVERIFIED -> Outcome.stopped(new WebhookUnverified());
      case MALFORMED -> Outcome.stopped(new BodyMalformed("it tells of no user"));
      case FAILED -> Outcome.stopped(new ProvisioningFailed());
    };
  }

  private <T> Outcome<T> ask(Exchange exchange, Supplier<T> question) {
    if (!room.tryAcquire()) {
      return Outcome.stopped(new DirectoryDown());
    }
    Later<T> answer = exchange.await(WAIT, DirectoryDown::new);
    executor.execute(
        () -> {
          Runnable settling;
          try {
            T given = question.get();
            settling = () -> answer.complete(given);
          } catch (RuntimeException e) {
            log.atError().setCause(e).log("the control plane failed on an identity endpoint");
            settling = () -> answer.stop(new DirectoryDown());
          } finally {
            room.release();
          }
          exchange.loop().execute(settling);
        });
    return answer;
  }
}
