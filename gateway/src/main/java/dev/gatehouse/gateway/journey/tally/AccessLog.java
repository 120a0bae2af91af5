package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Leg;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.BreakerOpen;
import dev.gatehouse.gateway.exchange.Refusal.Bug;
import dev.gatehouse.gateway.exchange.Refusal.IsolationViolation;
import dev.gatehouse.gateway.exchange.Refusal.NodeBusy;
import dev.gatehouse.gateway.exchange.Refusal.ProtocolViolation;
import dev.gatehouse.gateway.exchange.Route;
import dev.gatehouse.gateway.journey.rewrite.guard.StatementShapes;
import dev.gatehouse.gateway.journey.tally.LogSettings.Which;
import dev.gatehouse.tenancy.Namespace;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** A line for an exchange: who, what, how it ended; never a token, a value or a row. */
@CrossThread
public final class AccessLog {
  private static final String REFUSAL = "refusal";

  private final Logger log = LoggerFactory.getLogger("access");
  private final Logger slowLog = LoggerFactory.getLogger("slow");
  private final LogSettings settings;
  private final LineBudget budget;
  private final long slowNanos;

  public AccessLog(LogSettings settings) {
    this.settings = settings;
    this.budget = new LineBudget(settings.linesPerSecondMax());
    this.slowNanos = settings.slow().isZero() ? Long.MAX_VALUE : settings.slow().toNanos();
  }

  /** Looks at what was slow while its body is still there. */
  void look(Journal journal) {
    Route route = journal.route();
    if (journal.nanos() >= slowNanos && route != null && isSlow(route, journal)) {
      ByteBuf body = journal.body();
      String shape = body == null ? "" : StatementShapes.of(route.payload(), body);
      if (budget.admits(journal.endedNanos())) {
        line(slowLog.atWarn(), journal).addKeyValue("statement", shape).log("slow");
      }
    }
  }

  /** What lasts as long as its reader likes is slow only if it began late. */
  private boolean isSlow(Route route, Journal journal) {
    if (route == Route.WEBSOCKET) {
      return false;
    }
    return !route.isLasting() || journal.nanos() - journal.nanosIn(Leg.STREAM) >= slowNanos;
  }

  void served(Journal journal) {
    boolean wanted =
        switch (settings.which()) {
          case FAULTS, REFUSALS -> false;
          case SAMPLED -> journal.trace().isOneOf(settings.sampleOneIn());
          case ALL -> true;
        };
    if (wanted && log.isEnabledForLevel(settings.level()) && budget.admits(journal.endedNanos())) {
      line(log.atLevel(settings.level()), journal).log("served");
    }
  }

  void refused(Journal journal, Refusal refusal, String code) {
    switch (refusal) {
      case Bug bug ->
          line(log.atError(), journal).addKeyValue(REFUSAL, code).setCause(bug.cause()).log("bug");
      case IsolationViolation violation ->
          line(log.atError(), journal)
              .addKeyValue(REFUSAL, code)
              .addKeyValue("rule", violation.rule())
              .log("isolation violation");
      // The breaker itself has said it, once for all.
      case BreakerOpen _ -> atWill(journal, refusal, code);
      // A line each would make a busy node's day worse; the meters count them.
      case NodeBusy _ -> atWill(journal, refusal, code);
      case Refusal.ByClient _ -> atWill(journal, refusal, code);
      case Refusal.ByGateway _, Refusal.ByUpstream _ -> write(Level.WARN, journal, refusal, code);
    }
  }

  private void atWill(Journal journal, Refusal refusal, String code) {
    if (settings.which() != Which.FAULTS) {
      write(settings.level(), journal, refusal, code);
    }
  }

  private void write(Level level, Journal journal, Refusal refusal, String code) {
    if (log.isEnabledForLevel(level) && budget.admits(journal.endedNanos())) {
      line(log.atLevel(level), journal)
          .addKeyValue(REFUSAL, code)
          .addKeyValue("because", becauseOf(refusal))
          .log("refused");
    }
  }

  /** Its facts, but for what may come out of a client's message by way of sqld. */
  private static String becauseOf(Refusal refusal) {
    return refusal instanceof ProtocolViolation violation
        ? "ProtocolViolation[closeCode=" + violation.closeCode() + "]"
        : refusal.toString();
  }

  private static LoggingEventBuilder line(LoggingEventBuilder line, Journal journal) {
    Route route = journal.route();
    Namespace namespace = journal.namespace();
    LoggingEventBuilder told =
        line.addKeyValue("trace", journal.trace().id())
            .addKeyValue("client", journal.client())
            .addKeyValue("route", route == null ? "none" : route.label())
            .addKeyValue("namespace", namespace == null ? "none" : namespace.name())
            .addKeyValue("status", journal.status())
            .addKeyValue("way", journal.way())
            .addKeyValue("bytesIn", journal.bytesIn())
            .addKeyValue("bytesOut", journal.bytesOut())
            .addKeyValue("micros", micros(journal.nanos()));
    if (route != null && !route.isOwn() && !route.isIdentity()) {
      for (int place = 0; place <= journal.lastLeg().place(); place++) {
        Leg leg = Leg.at(place);
        told = told.addKeyValue(leg.label(), micros(journal.nanosIn(leg)));
      }
    }
    return told;
  }

  private static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos);
  }

  /** How many lines found no room. */
  long dropped() {
    return budget.dropped();
  }
}
