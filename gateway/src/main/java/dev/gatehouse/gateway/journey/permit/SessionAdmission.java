package dev.gatehouse.gateway.journey.permit;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Outcome;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.OverLimit;
import dev.gatehouse.gateway.journey.locate.Located;
import dev.gatehouse.tenancy.NamespaceId;
import java.time.Duration;
import java.util.Optional;

/** Charges sessions: their number, their messages, and the streams that they hold open. */
@CrossThread
public final class SessionAdmission {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Admission admission;
  private final TenantCount sessions;
  private final OpenStreams streams;

  public SessionAdmission(Admission admission, int sessionsMax, OpenStreams streams) {
    this.admission = admission;
    this.sessions = new TenantCount(sessionsMax);
    this.streams = streams;
  }

  /** Lets a new session begin, and counts it until its exchange ends. */
  public Outcome<Permitted> permitSession(Located located) {
    NamespaceId id = located.tenant().id();
    if (!sessions.take(id)) {
      return Outcome.stopped(new OverLimit("sessions", RETRY));
    }
    located.identified().arrived().exchange().onLastBytes(() -> sessions.give(id));
    return permitMessage(located);
  }

  /** Charges one message. */
  public Outcome<Permitted> permitMessage(Located located) {
    Optional<Refusal> refusal = admission.ofSession(located).charge();
    return refusal
        .<Outcome<Permitted>>map(Outcome::stopped)
        .orElseGet(() -> Outcome.ready(new Permitted(located)));
  }

  /** Charges a message that passes in any case; the time until the debt is paid. */
  public Duration owe(Permitted permitted) {
    return admission.ofSession(permitted.located()).owe();
  }

  /** Charges what a message turns out to hold, or says why it may not pass now. */
  public Optional<Refusal> chargeFor(Permitted permitted, int statements) {
    return admission.chargeFor(permitted, statements);
  }

  /** Takes one of the tenant's streams, or says that there is none left. */
  public Optional<Refusal> takeStream(Permitted permitted) {
    return streams.take(permitted.located().tenant().id());
  }

  public void giveStream(Permitted permitted) {
    streams.give(permitted.located().tenant().id());
  }
}
