package dev.gatehouse.gateway.journey.tally;

import dev.gatehouse.gateway.exchange.CrossThread;
import dev.gatehouse.gateway.exchange.Journal;
import dev.gatehouse.gateway.exchange.Refusal;
import dev.gatehouse.gateway.exchange.Refusal.BreakerOpen;
import dev.gatehouse.gateway.exchange.Refusal.Bug;
import dev.gatehouse.gateway.exchange.Refusal.IsolationViolation;
import dev.gatehouse.gateway.exchange.Refusal.NodeBusy;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** A line for each exchange: who, what, how it ended; never a token, a statement or a row. */
@CrossThread
public final class AccessLog {
  private final Logger log = LoggerFactory.getLogger("access");

  void served(Journal journal) {
    if (log.isDebugEnabled()) {
      line(Level.DEBUG, journal).log("served");
    }
  }

  void refused(Journal journal, Refusal refusal, String code) {
    switch (refusal) {
      case Bug bug ->
          line(Level.ERROR, journal).addKeyValue("refusal", code).setCause(bug.cause()).log("bug");
      case IsolationViolation violation ->
          line(Level.ERROR, journal)
              .addKeyValue("refusal", code)
              .addKeyValue("rule", violation.rule())
              .log("isolation violation");
      // The breaker itself has said it, once for all.
      case BreakerOpen _ -> quiet(Level.DEBUG, journal, refusal, code);
      // A line each would make a busy node's day worse; the meters count them.
      case NodeBusy _ -> quiet(Level.DEBUG, journal, refusal, code);
      case Refusal.ByClient _ -> quiet(Level.DEBUG, journal, refusal, code);
      case Refusal.ByGateway _, Refusal.ByUpstream _ -> quiet(Level.WARN, journal, refusal, code);
    }
  }

  private void quiet(Level level, Journal journal, Refusal refusal, String code) {
    if (log.isEnabledForLevel(level)) {
      line(level, journal)
          .addKeyValue("refusal", code)
          .addKeyValue("because", refusal)
          .log("refused");
    }
  }

  private LoggingEventBuilder line(Level level, Journal journal) {
    return log.atLevel(level)
        .addKeyValue("client", journal.client())
        .addKeyValue("route", journal.route())
        .addKeyValue("namespace", journal.namespace())
        .addKeyValue("status", journal.status())
        .addKeyValue("bytesIn", journal.bytesIn())
        .addKeyValue("bytesOut", journal.bytesOut())
        .addKeyValue("micros", TimeUnit.NANOSECONDS.toMicros(journal.nanosSinceStart()));
  }
}
