package dev.gatehouse.gateway.journey.permit;

import dev.gatehouse.gateway.exchange.Exchange;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stream of sqld that one exchange runs on: it counts from before the request goes out until
 * sqld cannot hold it open any more.
 */
public final class StreamHold {
  private final OpenStreams streams;
  private final NamespaceId tenant;
  private Kind kind = Kind.NONE;
  private @Nullable String handle;
  private @Nullable String left;
  private @Nullable RestingStream rests;
  private boolean closes;
  private boolean resumed;
  private boolean batonSeen;

  /** What becomes of a stream after its exchange. */
  public enum Kind {
    /** There is no stream. */
    NONE(Duration.ZERO),
    /** It ends with the exchange. */
    PASSING(Duration.ZERO),
    /** It rests under the baton of the answer; sqld closes it after ten seconds and a bit. */
    BATON(Duration.ofSeconds(12)),
    /** It rests under the client's own id; sqld forgets it after half a minute and a bit. */
    CLIENT_ID(Duration.ofSeconds(40)),
    /** The exchange closes what rests under the client's id. */
    FAREWELL(Duration.ZERO);

    private final Duration lifetime;

    Kind(Duration lifetime) {
      this.lifetime = lifetime;
    }
  }

  StreamHold(OpenStreams streams, NamespaceId tenant) {
    this.streams = streams;
    this.tenant = tenant;
  }

  /**
   * Takes on the stream that the request works on, which counts until the exchange ends.
   *
   * @param continues the handle of the stream that the request works on; null where it opens one
   * @param closing whether the request closes its stream
   */
  public void begin(Kind of, @Nullable String continues, boolean closing, Exchange exchange) {
    kind = of;
    handle = continues;
    closes = closing;
    resumed = counts() && continues != null && streams.resume(tenant, continues);
    if (resumed) {
      left = continues;
      exchange.onLastBytes(this::end);
    }
  }

  private boolean counts() {
    return kind != Kind.NONE && kind != Kind.FAREWELL;
  }

  /** Counts a stream that is about to be opened, or says why there may not be one. */
  public Optional<Refusal> open(Exchange exchange) {
    if (!counts() || resumed) {
      return Optional.empty();
    }
    Optional<Refusal> refusal = streams.take(tenant);
    if (refusal.isEmpty()) {
      exchange.onLastBytes(this::end);
    }
    return refusal;
  }

  /** Whether the request works on a stream that was there before. */
  public boolean isResumed() {
    return resumed;
  }

  /** The request is on its way: only an answer tells now what it left. */
  public void onSent() {
    left =
        switch (kind) {
          case NONE, PASSING, FAREWELL -> null;
          case CLIENT_ID -> handle;
          case BATON -> handle != null ? handle : closes ? null : streams.namelessHandle();
        };
  }

  /** The answer begins. A stream that was not there before does not outlive an error. */
  public void onAnswer(boolean success) {
    if (kind == Kind.BATON && !success && !resumed) {
      left = null;
    } else if (kind == Kind.FAREWELL && success && handle != null) {
      if (streams.resume(tenant, handle)) {
        streams.give(tenant);
      }
    }
  }

  /** The answer tells under which baton the stream rests. */
  public void onBaton(String baton) {
    batonSeen = true;
    left = baton;
  }

  /** How the stream can be resumed, should nobody else do so. */
  public void onRest(RestingStream resting) {
    rests = resting;
  }

  /** The beginning of a successful answer was read; without a baton in it, the stream is closed. */
  public void onOpening() {
    if (kind == Kind.BATON && !batonSeen) {
      left = null;
    }
  }

  /** sqld broke off, and with it what ran on the connection. */
  public void onBroken() {
    if (kind == Kind.BATON) {
      left = null;
    }
  }

  private void end() {
    if (left == null) {
      streams.give(tenant);
    } else {
      streams.rest(tenant, left, kind.lifetime, rests);
    }
    kind = Kind.NONE;
  }
}
